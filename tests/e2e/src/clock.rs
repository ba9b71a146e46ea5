//! The learner's clock, put forward or back.

use anyhow::Result;
use serde_json::json;

use crate::Page;

impl Page {
    /// From the next load on the device's clock is off by so many days.
    pub async fn shift_clock(&self, days: i32) -> Result<()> {
        self.cdp()
            .send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": shifted(days) }))
            .await?;
        Ok(())
    }

    /// So many days go by while the page is open, and the learner comes back to it.
    pub async fn let_days_go_by(&self, days: i32) -> Result<()> {
        self.evaluate(&shifted(days)).await?;
        self.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))").await?;
        Ok(())
    }

    /// From the next load on the pack is served without this question, as after an update that took it out.
    pub async fn take_question_out(&self, item: &str) -> Result<()> {
        let source = format!(
            "{{
               const gone = {};
               const fetchAll = window.fetch;
               window.fetch = async (request, ...rest) => {{
                 const response = await fetchAll(request, ...rest);
                 if (!(request.url ?? String(request)).includes('/packs/')) return response;
                 const pack = await response.json();
                 if (!pack.items) return new Response(JSON.stringify(pack), {{ status: 200, headers: response.headers }});
                 delete pack.hash;
                 const stays = pack.items.map((item) => item.id !== gone);
                 pack.items = pack.items.filter((_, index) => stays[index]);
                 if (pack.exposure) pack.exposure = pack.exposure.filter((_, index) => stays[index]);
                 return new Response(JSON.stringify(pack), {{ status: 200, headers: response.headers }});
               }};
             }}",
            json!(item)
        );
        self.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        Ok(())
    }
}

/// Puts the device's clock forward or back; the clock that only goes forward stays.
fn shifted(days: i32) -> String {
    format!(
        "{{
           const Right = window.RightDate ?? Date;
           window.RightDate = Right;
           const off = {days} * 86400000;
           window.Date = class extends Right {{
             constructor(...given) {{ given.length > 0 ? super(...given) : super(Right.now() + off); }}
             static now() {{ return Right.now() + off; }}
           }};
         }}"
    )
}
