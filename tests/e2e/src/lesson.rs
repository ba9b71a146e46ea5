//! The exercise of the tutorial about caches.

use anyhow::Result;

use crate::Page;

impl Page {
    /// Puts a cache between the service and the database of the exercise, with the keyboard and the outline.
    pub async fn put_a_cache_between(&self) -> Result<()> {
        self.outline_line("Recipes").await?.click().await?;
        self.add_by_search("cache", "Cache").await?;
        self.connect_selected("Cache", "Recipe data").await?;
        self.outline_line("Recipes").await?.click().await?;
        self.connect_selected("Recipes", "Cache").await?;
        // The first of the two is the old one, from the service.
        self.outline_line("to Recipe data").await?.click().await?;
        self.click("button", "Delete what is selected").await?;
        // With both ways open the database could not keep up, so there was no p99 that could fall.
        self.wait_for_announcement("1 connection deleted. Estimated p99 is").await
    }
}
