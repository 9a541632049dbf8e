//! What a contract fixes: its discount, prices of one's own, and the rent of a year.

use crate::{line, month, near, plan_cost, report};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};

/// A hundred thousand million tokens read and ten thousand million written.
const COMPANY: &str = "workloads=a&a.requests=100M&a.input_tokens=1000&a.output_tokens=100&a.quality=good&a.cached=0&growth=0\
                       &discount_rate=0&retries=0&horizon=12&moves=stay";

#[test]
fn a_contract_covers_the_other_models_of_the_same_host() {
    // With nine tenths off at OpenAI the cheapest model there that is good enough is GPT-6 Luna at 0.10 and 0.50:
    // 10,000 + 5,000, and a tenth of it, 1,500, is less than gpt-oss-120b at 0.039 and 0.19 anywhere: 5,800.
    let own = report(&format!("{COMPANY}&a.model=openai/gpt-5.6-terra&committed_discount=90"));
    near(line(&own, "buy", "input"), 10_000.0);
    near(line(&own, "buy", "output"), 5_000.0);
    near(line(&own, "buy", "adjustments"), -13_500.0);
    // Bought from Anthropic today, OpenAI's models keep their price: the discount is Anthropic's.
    let other = report(&format!("{COMPANY}&a.model=anthropic/claude-haiku-4.5&committed_discount=20"));
    near(line(&other, "buy", "adjustments"), 0.0);
    // A second workload that is bought from OpenAI brings OpenAI's contract with it, for the first one too.
    let two = "workloads=a~b&a.requests=100M&a.input_tokens=1000&a.output_tokens=100&a.quality=good&a.cached=0&growth=0\
               &discount_rate=0&retries=0&horizon=12&moves=stay&a.model=anthropic/claude-haiku-4.5&committed_discount=90\
               &b.model=openai/gpt-5.6-terra&b.requests=0";
    near(line(&report(two), "buy", "adjustments"), -13_500.0);
}

#[test]
fn a_price_of_ones_own_keeps_its_proportion_above_a_tier() {
    // A thousand prompts of 300,000 tokens and answers of 1,000 at Gemini 3.1 Pro (preview): 2 and 12 dollars below
    // 200,000 tokens, 4 and 18 above. At the list 300 × 4 and 1 × 18; at half of it 600 and 9.
    let long = "workloads=a&a.requests=1000&a.input_tokens=300000&a.output_tokens=1000&a.quality=same&growth=0&moves=stay\
                &discount_rate=0&retries=0&horizon=1&a.model=google/gemini-3.1-pro-preview";
    let list = report(&format!("{long}&a.caching_today=no"));
    near(line(&list, "today", "input"), 1200.0);
    near(line(&list, "today", "output"), 18.0);
    let own = report(&format!("{long}&a.caching_today=no&a.price_input=1&a.price_output=6"));
    near(line(&own, "today", "input"), 600.0);
    near(line(&own, "today", "output"), 9.0);
    // Half of the prompts from the cache at 0.05, a quarter of the list's 0.20; the tier has 0.40: 150 × 0.10.
    let cached = report(&format!("{long}&a.caching_today=yes&a.cached=50&a.cache_writes=0&a.price_cached=0.05"));
    near(line(&cached, "today", "cached_read"), 15.0);
}

#[test]
fn reserved_gpus_pay_the_rent_of_the_day_they_were_reserved() {
    // Rents fall by 36 % a year, by 20 % in half a year (0.64 and its root, 0.8). Replicas begin in month 7, so the first
    // contract year is months 7 to 18 and the second begins with month 19. On demand every month is cheaper.
    let link = "workloads=a&a.requests=500k&a.quality=any&growth=0&build_months=6&overrun=1&horizon=24&gpu_drift=-36\
                &ml_ops=experienced&gpu=h100";
    let year = |pay| {
        let cost = plan_cost(link, &[0], pay, Run::Always);
        let first = month(&cost, 6, Line::Gpus);
        move |t: usize| month(&cost, t - 1, Line::Gpus) / first
    };
    let (reserved, by_the_hour) = (year(Pay::Reserved), year(Pay::OnDemand));
    near(reserved(13), 1.0);
    near(reserved(18), 1.0);
    near(reserved(19), 0.64);
    near(reserved(24), 0.64);
    near(by_the_hour(13), 0.8);
    near(by_the_hour(19), 0.64);
}
