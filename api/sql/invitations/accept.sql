-- The caller joins the workspace that a token stands for.
select a.id, a.name, a.slug, a.role from app.accept_invitation(:token::text) a
