//! What the host had before there was an integration, as far as the story needs it.

use host_product::HostDatabase;
use smartaccounts_sim::CompanyKeys;

/// A firm with its owner, three clients and a topic for tasks.
pub(crate) async fn fill(host: &HostDatabase, company: &CompanyKeys) -> anyhow::Result<()> {
    for insert in [
        "INSERT INTO accounts (id, slug, title, plan) VALUES (1, 'raamat', 'Raamat OÜ', 'Team')",
        "INSERT INTO users (account_id, login, role) VALUES (1, 'mari', 'owner')",
        "INSERT INTO topics (account_id, code, label) VALUES (1, 'bookkeeping', 'Bookkeeping')",
        "INSERT INTO customers (account_id, ref, display_name) VALUES (1, 'lepp', 'Lepp OÜ'), (1, 'saar', 'Saar OÜ')",
    ] {
        sqlx::query(insert).execute(&host.pool).await?;
    }
    let kask = "INSERT INTO customers (account_id, ref, display_name, reg_no, reg_no_key) VALUES (1, 'kask', ?, ?2, ?2)";
    sqlx::query(kask).bind(&company.name).bind(&company.registry_code).execute(&host.pool).await?;
    Ok(())
}

/// The firm's tasks with their numbers, one a line.
pub(crate) async fn tasks(host: &HostDatabase) -> anyhow::Result<Vec<String>> {
    let rows = sqlx::query_scalar(
        "SELECT printf('task %d, %s, %s, due %s: ', t.id, c.display_name, t.subject, t.due_on)
             || (SELECT group_concat(f.label || ' ' || v.content, ', ' ORDER BY f.label)
                 FROM custom_values AS v JOIN custom_fields AS f ON f.id = v.field_id WHERE v.task_id = t.id)
         FROM tasks AS t JOIN customers AS c ON c.id = t.customer_id ORDER BY t.id",
    );
    Ok(rows.fetch_all(&host.pool).await?)
}

/// What the firm was told, one a line.
pub(crate) async fn feed(host: &HostDatabase) -> anyhow::Result<Vec<String>> {
    let lines = sqlx::query_scalar(
        "SELECT 'for ' || coalesce(u.login, 'all admins') || ': ' || f.line
         FROM feed AS f LEFT JOIN users AS u ON u.id = f.user_id ORDER BY f.id",
    );
    Ok(lines.fetch_all(&host.pool).await?)
}
