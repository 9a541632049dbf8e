//! The arguments people bring, each with the number that decides it.

pub mod bridge;
pub mod candidates;
pub mod compliance;
pub mod lock_in;
pub mod never;
pub mod notch;
pub mod rules;

/// Keys of the catalog's parameters that a reason asks for; those of inputs stand in their tables.
pub const PARAMETERS: [&str; 7] = [
    "ft_hosted_closed",
    "ft_hosted_open",
    "lag_epoch",
    "oncall_team_single_site",
    "overrun_tail",
    "overrun_tail_mean",
    "switch_weeks",
];
