//! Addresses that lead nowhere say so, and lead on.

use anyhow::Result;
use e2e::journey;

#[tokio::test]
async fn an_address_that_leads_nowhere_says_what_is_missing_and_where_to_go() -> Result<()> {
    journey("/", async |page| {
        let cases = [
            ("/no/such/page", "There is no page here", "Go to today"),
            ("/studio/challenges/no-such-challenge", "There is no such challenge", "See all challenges"),
            ("/studio/no-such-design", "This design is not here", "See your designs"),
            ("/practice/no-such-quiz", "This quiz is not here", "Start a quiz"),
            ("/learn/no-such-tutorial", "There is no such tutorial", "See all tutorials"),
            ("/learn/first-cache/no-such-step", "There is no such tutorial", "See all tutorials"),
            ("/certificate/system-design/no-such-path", "There is no such path", "See all tutorials"),
            ("/certificate/no-such-pack/backend-engineer", "The content is not here", "See the subjects"),
            ("/welcome?subject=no-such-pack", "The content is not here", "See the subjects"),
            ("/welcome?subject=exam-practice", "There is nothing to choose", "Practise its questions"),
            ("/welcome?step=goals", "Who are you, first?", "Choose a role"),
        ];
        for (path, heading, way_on) in cases {
            page.visit(path).await?;
            page.by_role("heading", heading).await?;
            page.click("link", way_on).await?;
            page.wait_until_gone("heading", heading).await?;
        }
        Ok(())
    })
    .await
}
