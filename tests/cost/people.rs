//! Who runs a large fleet: a team for the first 64 GPUs, and one engineer more for every so many after that.

use build_or_buy::cost::people;
use build_or_buy::inputs::Inputs;
use build_or_buy::units::Share;

fn engineers(gpus: f64, absorbed: f64) -> f64 {
    let inputs = Inputs { rota_absorbed: Share::new(absorbed), ..Inputs::default() };
    people::cost(&inputs, gpus).engineers.get()
}

#[test]
fn a_team_grows_beyond_its_first_sixty_four_gpus() {
    // 8 for 64 and fewer of a large fleet; 8 + (1,064 − 64) ÷ 250 = 12; 8 + (10,064 − 64) ÷ 250 = 48.
    for (gpus, expected) in [(65.0, 8.004), (1_064.0, 12.0), (10_064.0, 48.0)] {
        let found = engineers(gpus, 1.0);
        assert!((found - expected).abs() < 1e-9, "{gpus} GPUs: {found} engineers, not {expected}");
    }
    // Up to 64 nothing of it: the medium team of 2.
    assert_eq!(engineers(64.0, 1.0), 2.0);
}

#[test]
fn a_link_of_1_0_0_keeps_a_team_that_does_not_grow() {
    let catalog = super::catalog();
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let inputs = build_or_buy::inputs::link::read(&[pair("v", "1"), pair("rota_absorbed", "100")], &catalog).inputs;
    let found = people::cost(&inputs, 10_064.0).engineers.get();
    assert!((found - 8.01).abs() < 1e-9, "{found}");
}
