
/* How a session goes on, and how sessions and accounts end. */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_account.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_uuid.h>


static ngx_int_t ngx_http_smartstack_rotated(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_session_gone(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_closed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_signed_out(
    ngx_http_smartstack_ctx_t *ctx);
static u_char *ngx_http_smartstack_time_text(u_char *p, time_t t);


ngx_str_t  ngx_http_smartstack_auth_refresh_sql[] = {
    ngx_string("auth/rotate_session"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_logout_sql[] = {
    ngx_string("auth/close_session"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_logout_all_sql[] = {
    ngx_string("auth/end_all_sessions"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_delete_me_sql[] = {
    ngx_string("auth/close_account"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_refresh(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                       buf[NGX_INT_T_LEN];
    ngx_str_t                    session, generation, device, *cookie;
    ngx_smartstack_refresh_t     refresh;
    ngx_http_smartstack_arg_t    args[] = { { "session_id", &session },
                                            { "generation", &generation },
                                            { "device", &device },
                                            { NULL, NULL } };

    if (ngx_http_smartstack_session_refresh(ctx, &refresh) != NGX_OK) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                                           "auth_required", "Sign in first.");
    }

    cookie = ngx_palloc(ctx->request->pool, sizeof(ngx_str_t));

    if (cookie == NULL
        || ngx_http_smartstack_session_make_device(ctx, &device, cookie)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    ctx->data = cookie;

    ngx_memcpy(ctx->claims.session, refresh.session, NGX_SMARTSTACK_UUID_LEN);

    session.data = refresh.session;
    session.len = NGX_SMARTSTACK_UUID_LEN;
    generation.data = buf;
    generation.len = ngx_sprintf(buf, "%uD", refresh.generation) - buf;

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/rotate_session",
                                           args, 1,
                                           ngx_http_smartstack_rotated);
}


/*
 * Columns: state text, generation int4, user_id uuid, remember bool.
 * rotated: a step was made; grace: the last step is answered again, for the
 * client that missed it; else the session is over.
 */

static ngx_int_t
ngx_http_smartstack_rotated(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char     *p, text[64];
    uint32_t    generation;
    PGresult   *res;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_session_gone(ctx);
    }

    if (ngx_strcmp(PQgetvalue(res, 0, 0), "rotated") != 0
        && ngx_strcmp(PQgetvalue(res, 0, 0), "grace") != 0)
    {
        if (ngx_strcmp(PQgetvalue(res, 0, 0), "reuse") == 0) {
            ngx_smartstack_count(NGX_SMARTSTACK_C_REFRESH_REUSE);
        }

        return ngx_http_smartstack_session_gone(ctx);
    }

    ngx_memcpy(&generation, PQgetvalue(res, 0, 1), 4);
    ctx->claims.generation = ntohl(generation);

    (void) ngx_smartstack_uuid_format(ctx->claims.user,
                                      (u_char *) PQgetvalue(res, 0, 2));

    if (ngx_http_smartstack_session_open(ctx, *PQgetvalue(res, 0, 3) != 0)
        != NGX_OK
        || ngx_http_smartstack_session_set_device(ctx, ctx->data) != NGX_OK)
    {
        return NGX_ERROR;
    }

    p = ngx_cpymem(text, "{\"expires_at\":\"", 15);
    p = ngx_http_smartstack_time_text(p, ctx->claims.expires);
    p = ngx_cpymem(p, "\"}", 2);

    return ngx_http_smartstack_account_reply(ctx, text, p - text);
}


static ngx_int_t
ngx_http_smartstack_session_gone(ngx_http_smartstack_ctx_t *ctx)
{
    if (ngx_http_smartstack_session_clear(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                        "session_revoked", "This session has been ended.");
}


/* Whatever proves the session ends it; with no proof there is none to end. */

ngx_int_t
ngx_http_smartstack_auth_logout(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                  session, user;
    ngx_smartstack_refresh_t   refresh;
    ngx_http_smartstack_arg_t  args[] = { { "session_id", &session },
                                          { "user_id", NULL },
                                          { NULL, NULL } };

    session.len = NGX_SMARTSTACK_UUID_LEN;

    if (ngx_http_smartstack_session(ctx) == NGX_OK) {
        session.data = ctx->claims.session;
        user.data = ctx->claims.user;
        user.len = NGX_SMARTSTACK_UUID_LEN;
        args[1].value = &user;

    } else if (ngx_http_smartstack_session_refresh(ctx, &refresh) == NGX_OK) {
        session.data = refresh.session;

    } else {
        return ngx_http_smartstack_signed_out(ctx);
    }

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/close_session",
                                           args, 1,
                                           ngx_http_smartstack_closed);
}


ngx_int_t
ngx_http_smartstack_auth_logout_all(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/end_all_sessions", NULL, 1,
                                           ngx_http_smartstack_closed);
}


ngx_int_t
ngx_http_smartstack_auth_delete_me(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/close_account",
                                           NULL, 1,
                                           ngx_http_smartstack_closed);
}


static ngx_int_t
ngx_http_smartstack_closed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_signed_out(ctx);
}


static ngx_int_t
ngx_http_smartstack_signed_out(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  data = ngx_string("\"cookies\", \"storage\"");

    ngx_memzero(&ctx->problem, sizeof(ngx_http_smartstack_problem_t));

    if (ngx_http_smartstack_session_clear(ctx) != NGX_OK
        || ngx_http_smartstack_header(ctx->request, "Clear-Site-Data", &data)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_reply_none(ctx);
}


/* What the access token says: the web app asks when to refresh it. */

ngx_int_t
ngx_http_smartstack_auth_session(ngx_http_smartstack_ctx_t *ctx)
{
    u_char  *p, text[192];

    p = ngx_cpymem(text, "{\"user_id\":\"", 12);
    p = ngx_cpymem(p, ctx->claims.user, NGX_SMARTSTACK_UUID_LEN);
    p = ngx_cpymem(p, "\",\"session_id\":\"", 16);
    p = ngx_cpymem(p, ctx->claims.session, NGX_SMARTSTACK_UUID_LEN);
    p = ngx_cpymem(p, "\",\"expires_at\":\"", 16);
    p = ngx_http_smartstack_time_text(p, ctx->claims.expires);
    p = ngx_cpymem(p, "\"}", 2);

    return ngx_http_smartstack_account_reply(ctx, text, p - text);
}


/* 2026-01-31T12:00:00+00:00, as rows print it */

static u_char *
ngx_http_smartstack_time_text(u_char *p, time_t t)
{
    ngx_tm_t  tm;

    ngx_gmtime(t, &tm);

    return ngx_sprintf(p, "%4d-%02d-%02dT%02d:%02d:%02d+00:00",
                       tm.ngx_tm_year, tm.ngx_tm_mon, tm.ngx_tm_mday,
                       tm.ngx_tm_hour, tm.ngx_tm_min, tm.ngx_tm_sec);
}
