//! Fleets: the staffing rule against a discrete-event simulation, schedules against brute force, the published
//! newsvendor table, shared GPUs, embedding, and what a visitor hears when a setup cannot work.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fleet/company.rs"]
mod company;
#[path = "fleet/laws.rs"]
mod laws;
#[path = "fleet/newsvendor.rs"]
mod newsvendor;
#[path = "fleet/own_servers.rs"]
mod own_servers;
#[path = "fleet/passed_over.rs"]
mod passed_over;
#[path = "fleet/simulation.rs"]
mod simulation;
#[path = "fleet/staffing.rs"]
mod staffing;
#[path = "fleet/told.rs"]
mod told;
#[path = "fleet/ways_to_pay.rs"]
mod ways_to_pay;
