//! What a rule forces, by what the catalog says of it and by whether a clause was named.

use super::{answer, deciding, monthly, near, reasons, status};
use build_or_buy::cost::plan::Side;
use build_or_buy::reasons::rules::Status;
use build_or_buy::sentence::Sentence;

const WORK: &str = "workloads=a&a.quality=good&a.requests=200k";

fn under(more: &str) -> String {
    format!("{WORK}&{more}")
}

#[test]
fn a_wish_is_told_by_what_the_rule_could_force_and_at_its_price() {
    // What self-hosting costs more a year: twelve times what the two options differ by a month.
    let year = 12.0 * (monthly(WORK, "build") - monthly(WORK, "buy"));
    for (regime, words, may_bind) in [
        ("air-gap", "where there really is no link, which was not said", true),
        ("written-order", "can forbid an outside API, and no clause was named", true),
        ("ts-icd503", "leaves it to an authority, and no clause was named", true),
        ("secnumcloud", "does not forbid an API: it allows special hosts only", false),
        ("hipaa", "does not forbid an API: it sets conditions", false),
    ] {
        let company = under(&format!("regime={regime}"));
        let reasons = reasons(&company);
        let found = reasons.compliance;
        let rule = reasons.rules.iter().find(|rule| rule.id == "build-mandate").expect("the reason");
        assert!(found.finding.plain().contains(words), "{regime}: {}", found.finding.plain());
        assert_eq!((rule.deciding.plain(), rule.status), (found.finding.plain(), Status::DoesNotApply), "{regime}");
        near(found.preference_year.expect("a wish has a price"), year);
        assert!(found.to_do[0].plain().starts_with("Name the clause. Until then: "));
        // What it would do if it bound is shown of those that can.
        let sides: Vec<_> = found.readings.iter().map(|reading| (reading.binds, reading.side)).collect();
        let both = vec![(true, Some(Side::Build)), (false, Some(Side::Buy))];
        assert_eq!(sides, if may_bind { both } else { Vec::new() }, "{regime}");
        if may_bind {
            assert!(found.readings[0].sentence.plain().starts_with("If it forbids an outside API: self-host, at $"));
            assert!(found.readings[1].sentence.plain().starts_with("If it allows one: buy, at $"));
            near(found.readings[1].monthly.expect("bought"), monthly(WORK, "buy"));
        }
    }
}

#[test]
fn with_its_clause_each_kind_of_rule_does_its_own() {
    let of = |regime: &str| {
        let company = under(&format!("regime={regime}&clause=par.+3"));
        let reasons = reasons(&company);
        let rule = reasons.rules.iter().find(|rule| rule.id == "build-mandate").expect("the reason");
        let to_do: Vec<String> = reasons.compliance.to_do.iter().map(Sentence::plain).collect();
        (rule.status, rule.open, rule.deciding.plain(), reasons.compliance.finding.plain(), to_do)
    };
    let (status, open, said, finding, to_do) = of("written-order");
    assert_eq!((status, open), (Status::Applies, false));
    assert!(said.contains("100 % of all requests") && said.contains("Would rented GPUs satisfy it?"), "{said}");
    assert!(finding.contains("forbids an outside API for the data in scope. What is left for a: GPUs"), "{finding}");
    assert!(to_do.len() == 2 && to_do[1].contains("rented from a third party"), "{to_do:?}");
    let (status, open, said, finding, to_do) = of("ts-icd503");
    assert_eq!((status, open), (Status::Unknown, true));
    assert!(said.contains("Both answers are shown") && finding.contains("both answers follow"), "{said} {finding}");
    assert!(to_do.len() == 1 && to_do[0].starts_with("Ask the authority: "), "{to_do:?}");
    for (regime, words, told) in [
        ("secnumcloud", "allows only special hosts, not none", "Hosts that qualify run fewer and older models"),
        ("hipaa", "allows an API under a condition that can be met", "when this holds: a business associate agreement"),
    ] {
        let (status, open, said, finding, to_do) = of(regime);
        assert_eq!((status, open), (Status::DoesNotApply, false));
        assert!(said.contains(words) && finding.contains(told), "{said} {finding}");
        assert!(to_do.len() == 2 && to_do[0].starts_with("Meet the condition: "), "{to_do:?}");
    }
    // Hosts in one region only take a surcharge where they publish one, a condition takes none.
    let bought = |regime: &str| monthly(&under(&format!("regime={regime}&clause=par.+3")), "today");
    assert!(bought("secnumcloud") > bought("hipaa"));
    near(bought("hipaa"), monthly(WORK, "today"));
}

#[test]
fn whose_hardware_it_is_and_what_stands_beside_the_finding() {
    let bound = |more: &str| under(&format!("regime=written-order&clause=par.+3{more}"));
    for (premises, words, to_do) in [
        ("unknown", "They belong to a third party as well.", 2),
        ("rented", "Rented GPUs satisfy it, as you say.", 1),
        ("owned", "Only hardware of your own satisfies it, as you say.", 1),
    ] {
        let company = bound(&format!("&premises={premises}"));
        assert!(deciding(&company, "build-mandate").ends_with(words), "{premises}");
        let found = reasons(&company).compliance;
        assert_eq!(found.to_do.len(), to_do, "{premises}");
        let notes: Vec<String> = found.notes.iter().map(Sentence::plain).collect();
        assert_eq!(notes.iter().any(|note| note.contains("rents GPUs")), premises == "rented", "{premises}: {notes:?}");
        assert!(
            notes.iter().any(|note| note.contains("An appliance"))
                && notes[notes.len() - 1].contains("not legal advice")
        );
    }
    // No open model has a frontier model's 38 points.
    let none = bound("").replace("a.quality=good", "a.quality=frontier");
    let notes = reasons(&none).compliance.notes;
    assert!(notes.iter().any(|note| note.plain().contains("lower the quality asked for")));
    assert!(answer(&none).options.is_empty());
}

#[test]
fn independence_is_a_wish_until_a_rule_is_named() {
    let plain = reasons(WORK);
    assert!(plain.compliance.notes.is_empty() && plain.compliance.questions.is_empty());
    assert_eq!(plain.compliance.finding.plain(), "No rule was named, so nothing is forbidden.");
    let wish = under("sovereignty=yes");
    let found = reasons(&wish).compliance;
    near(found.preference_year.expect("a price"), 12.0 * (monthly(WORK, "build") - monthly(WORK, "buy")));
    assert!(found.finding.plain().contains("Self-hosting for it would cost $") && found.questions.len() == 5);
    assert_eq!(status(&wish, "non-sovereignty"), Status::Applies);
    assert!(deciding(&wish, "non-sovereignty").contains("with it or without."));
    // A rule that binds, or lets one buy, has taken its place; one without a clause has not.
    for (more, wanted) in [
        ("regime=hipaa&clause=par.+3", Status::DoesNotApply),
        ("regime=written-order&clause=par.+3", Status::DoesNotApply),
        ("regime=hipaa", Status::Applies),
    ] {
        assert_eq!(status(&under(&format!("sovereignty=yes&{more}")), "non-sovereignty"), wanted, "{more}");
    }
    // Where running is the cheaper side the wish costs nothing, and says what it saves.
    let cheap = "workloads=a&a.requests=150M&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand\
                 &schedule=always&gpu_hour=0.1&ml_ops=platform&sovereignty=yes";
    assert!(reasons(cheap).compliance.finding.plain().contains("nothing more: it saves $"));
}

#[test]
fn a_host_that_the_rule_forbids_stands_among_no_offers() {
    let offers = |company: &str| answer(company).workloads.iter().map(|one| one.offers.len()).collect::<Vec<_>>();
    assert_eq!(offers(&under("regime=air-gap&clause=3")), [0]);
    assert!(offers(&under("regime=air-gap"))[0] > 0, "a wish forbids nothing");
    // Half of the work lies under the rule; the other half may be bought as before.
    let half = offers(&under("regime=air-gap&clause=3&a.in_scope=50"));
    assert!(half.len() == 2 && half.contains(&0) && half.iter().any(|count| *count > 0), "{half:?}");
}

#[test]
fn where_nothing_serves_the_work_no_lower_quality_is_told_to_save_nothing() {
    let notch = |company: &str| reasons(company).one_notch_less;
    assert!(notch("workloads=a&a.quality=frontier&regime=air-gap&clause=3").is_empty());
    assert!(notch("workloads=a&a.quality=frontier").len() == 1);
}
