
/*
 * Accounts and sessions.  Each handler is a chain of steps: a query, a hash
 * in the thread pool, a query, the cookies.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_password.h>
#include <ngx_smartstack_uuid.h>
#include <openssl/crypto.h>


typedef struct {
    ngx_str_t    email;
    ngx_str_t    name;
    ngx_str_t    workspace_name;
    ngx_str_t    user;              /* ids, as text */
    ngx_str_t    workspace;
    ngx_str_t    session;
    ngx_str_t    agent;
    ngx_str_t    network;
    ngx_str_t    remember_text;     /* "t" or "f" */
    ngx_uint_t   remember;
    ngx_uint_t   disabled;
} ngx_http_smartstack_auth_t;


static ngx_http_smartstack_auth_t *ngx_http_smartstack_auth_start(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_register_hashed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_login_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_login_verified(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_hash_t *hash);
static ngx_int_t ngx_http_smartstack_opened(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_rotated(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_closed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_signed_out(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_session_gone(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_hash_busy(
    ngx_http_smartstack_ctx_t *ctx);
static void ngx_http_smartstack_member_text(ngx_http_smartstack_ctx_t *ctx,
    const char *name, ngx_str_t *value);
static void ngx_http_smartstack_wipe_password(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_new_uuid(ngx_pool_t *pool,
    ngx_str_t *uuid);
static ngx_int_t ngx_http_smartstack_reply_json(
    ngx_http_smartstack_ctx_t *ctx, const u_char *text, size_t len);
static u_char *ngx_http_smartstack_time_text(u_char *p, time_t t);


ngx_str_t  ngx_http_smartstack_auth_register_sql[] = {
    ngx_string("auth/register"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_login_sql[] = {
    ngx_string("auth/find_login"),
    ngx_string("auth/open_session"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_refresh_sql[] = {
    ngx_string("auth/rotate_session"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_logout_sql[] = {
    ngx_string("auth/close_session"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_register(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                    password;
    ngx_smartstack_hash_t       *hash;
    ngx_http_smartstack_auth_t  *auth;

    static ngx_str_t  pointer = ngx_string("/password");

    auth = ngx_http_smartstack_auth_start(ctx);
    if (auth == NULL) {
        return NGX_ERROR;
    }

    ngx_http_smartstack_member_text(ctx, "password", &password);

    if (password.len > NGX_SMARTSTACK_PASSWORD_MAX) {
        ngx_http_smartstack_wipe_password(ctx);

        return ngx_http_smartstack_fault(ctx, 422, &pointer, "too_long",
                                "A password is at most 1024 bytes long.");
    }

    if (ngx_smartstack_password_common(&password, &auth->email)) {
        ngx_http_smartstack_wipe_password(ctx);

        return ngx_http_smartstack_fault(ctx, 422, &pointer,
                         "common_password",
                         "This password is among the first to be guessed.");
    }

    if (ngx_http_smartstack_new_uuid(ctx->request->pool, &auth->user)
        != NGX_OK
        || ngx_http_smartstack_new_uuid(ctx->request->pool, &auth->workspace)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    hash = ngx_smartstack_hash_make(&ctx->conf->hash, &password);

    ngx_http_smartstack_wipe_password(ctx);

    return ngx_http_smartstack_hash(ctx, hash,
                                    ngx_http_smartstack_register_hashed);
}


static ngx_int_t
ngx_http_smartstack_register_hashed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_auth_t  *auth = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", &auth->user },
        { "workspace_id", &auth->workspace },
        { "session_id", &auth->session },
        { "email", &auth->email },
        { "name", &auth->name },
        { "password_hash", &hash->phc },
        { "pepper_id", &hash->pepper_id },
        { "workspace_name", auth->workspace_name.data
                            ? &auth->workspace_name : NULL },
        { "user_agent", auth->agent.data ? &auth->agent : NULL },
        { "ip_prefix", &auth->network },
        { "remember", &auth->remember_text },
        { NULL, NULL }
    };

    if (hash->rc != NGX_OK) {
        return (hash->rc == NGX_BUSY) ? ngx_http_smartstack_hash_busy(ctx)
                                      : NGX_ERROR;
    }

    return ngx_http_smartstack_query(ctx, "auth", "auth/register", args, 1,
                                     ngx_http_smartstack_opened);
}


ngx_int_t
ngx_http_smartstack_auth_login(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t    args[] = { { "email", NULL },
                                            { NULL, NULL } };
    ngx_http_smartstack_auth_t  *auth;

    auth = ngx_http_smartstack_auth_start(ctx);
    if (auth == NULL) {
        return NGX_ERROR;
    }

    args[0].value = &auth->email;

    return ngx_http_smartstack_query(ctx, "auth", "auth/find_login", args, 0,
                                     ngx_http_smartstack_login_found);
}


/* Columns: user_id uuid, password_hash text, pepper_id text, disabled bool */

static ngx_int_t
ngx_http_smartstack_login_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_str_t                    password, phc, pepper;
    PGresult                    *res;
    ngx_smartstack_hash_t       *hash;
    ngx_http_smartstack_auth_t  *auth;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    auth = ctx->data;
    res = batch->queries[0].result;

    ngx_str_null(&phc);
    ngx_str_null(&pepper);

    if (PQntuples(res) == 1) {
        auth->user.data = ngx_pnalloc(ctx->request->pool,
                                      NGX_SMARTSTACK_UUID_LEN);
        if (auth->user.data == NULL) {
            return NGX_ERROR;
        }

        (void) ngx_smartstack_uuid_format(auth->user.data,
                                          (u_char *) PQgetvalue(res, 0, 0));
        auth->user.len = NGX_SMARTSTACK_UUID_LEN;

        phc.data = (u_char *) PQgetvalue(res, 0, 1);
        phc.len = PQgetlength(res, 0, 1);
        pepper.data = (u_char *) PQgetvalue(res, 0, 2);
        pepper.len = PQgetlength(res, 0, 2);

        auth->disabled = *PQgetvalue(res, 0, 3) != 0;
    }

    ngx_http_smartstack_member_text(ctx, "password", &password);

    if (password.len > NGX_SMARTSTACK_PASSWORD_MAX) {

        /* nobody has one: hashed all the same, and refused */

        password.len = NGX_SMARTSTACK_PASSWORD_MAX;
        phc.len = 0;
    }

    /* An unknown account is verified too: the time tells nothing. */

    hash = ngx_smartstack_hash_verify(&ctx->conf->hash, &password, &phc,
                                      &pepper);

    ngx_http_smartstack_wipe_password(ctx);

    return ngx_http_smartstack_hash(ctx, hash,
                                    ngx_http_smartstack_login_verified);
}


static ngx_int_t
ngx_http_smartstack_login_verified(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    ngx_http_smartstack_auth_t  *auth = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "session_id", &auth->session },
        { "user_id", &auth->user },
        { "user_agent", auth->agent.data ? &auth->agent : NULL },
        { "ip_prefix", &auth->network },
        { "remember", &auth->remember_text },
        { "new_hash", hash->rehashed ? &hash->phc : NULL },
        { "new_pepper", hash->rehashed ? &hash->pepper_id : NULL },
        { NULL, NULL }
    };

    if (hash->rc == NGX_BUSY) {
        return ngx_http_smartstack_hash_busy(ctx);
    }

    if (hash->rc == NGX_ERROR) {
        return NGX_ERROR;
    }

    if (hash->rc == NGX_DECLINED || auth->disabled) {
        ngx_smartstack_count(NGX_SMARTSTACK_C_LOGIN_FAILURES);

        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                     "invalid_credentials",
                     "The address or the password is wrong.");
    }

    return ngx_http_smartstack_query(ctx, "auth", "auth/open_session", args,
                                     1, ngx_http_smartstack_opened);
}


/* One row, one column: the user as JSON.  Registering and signing in end so. */

static ngx_int_t
ngx_http_smartstack_opened(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                    *res;
    ngx_http_smartstack_auth_t  *auth;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    auth = ctx->data;
    res = batch->queries[0].result;

    if (PQntuples(res) != 1 || PQgetlength(res, 0, 0) < 2) {
        return NGX_ERROR;
    }

    ngx_memcpy(ctx->claims.user, auth->user.data, NGX_SMARTSTACK_UUID_LEN);
    ngx_memcpy(ctx->claims.session, auth->session.data,
               NGX_SMARTSTACK_UUID_LEN);
    ctx->claims.generation = 1;

    if (ngx_http_smartstack_session_open(ctx, auth->remember) != NGX_OK) {
        return NGX_ERROR;
    }

    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGINS);

    /* binary jsonb: a version byte, then the text */

    return ngx_http_smartstack_reply_json(ctx,
                                       (u_char *) PQgetvalue(res, 0, 0) + 1,
                                       PQgetlength(res, 0, 0) - 1);
}


ngx_int_t
ngx_http_smartstack_auth_refresh(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                       buf[NGX_INT_T_LEN];
    ngx_str_t                    session, generation;
    ngx_smartstack_refresh_t     refresh;
    ngx_http_smartstack_arg_t    args[] = { { "session_id", &session },
                                            { "generation", &generation },
                                            { NULL, NULL } };

    if (ngx_http_smartstack_session_refresh(ctx, &refresh) != NGX_OK) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                                           "auth_required", "Sign in first.");
    }

    ngx_memcpy(ctx->claims.session, refresh.session, NGX_SMARTSTACK_UUID_LEN);

    session.data = refresh.session;
    session.len = NGX_SMARTSTACK_UUID_LEN;
    generation.data = buf;
    generation.len = ngx_sprintf(buf, "%uD", refresh.generation) - buf;

    return ngx_http_smartstack_query(ctx, "auth", "auth/rotate_session", args,
                                     1, ngx_http_smartstack_rotated);
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

    res = batch->queries[0].result;

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
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    p = ngx_cpymem(text, "{\"expires_at\":\"", 15);
    p = ngx_http_smartstack_time_text(p, ctx->claims.expires);
    p = ngx_cpymem(p, "\"}", 2);

    return ngx_http_smartstack_reply_json(ctx, text, p - text);
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
    ngx_str_t                  session;
    ngx_smartstack_refresh_t   refresh;
    ngx_http_smartstack_arg_t  args[] = { { "session_id", &session },
                                          { NULL, NULL } };

    session.len = NGX_SMARTSTACK_UUID_LEN;

    if (ngx_http_smartstack_session(ctx) == NGX_OK) {
        session.data = ctx->claims.session;

    } else if (ngx_http_smartstack_session_refresh(ctx, &refresh) == NGX_OK) {
        session.data = refresh.session;

    } else {
        return ngx_http_smartstack_signed_out(ctx);
    }

    return ngx_http_smartstack_query(ctx, "auth", "auth/close_session", args,
                                     1, ngx_http_smartstack_closed);
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

    return ngx_http_smartstack_reply_json(ctx, text, p - text);
}


static ngx_http_smartstack_auth_t *
ngx_http_smartstack_auth_start(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                      *email;
    ngx_str_t                    text;
    ngx_http_smartstack_auth_t  *auth;

    auth = ngx_pcalloc(ctx->request->pool,
                       sizeof(ngx_http_smartstack_auth_t));
    if (auth == NULL) {
        return NULL;
    }

    ctx->data = auth;

    ngx_http_smartstack_member_text(ctx, "email", &text);

    email = ngx_pnalloc(ctx->request->pool, text.len);
    if (email == NULL) {
        return NULL;
    }

    ngx_strlow(email, text.data, text.len);
    auth->email.data = email;
    auth->email.len = text.len;

    ngx_http_smartstack_member_text(ctx, "name", &auth->name);
    ngx_http_smartstack_member_text(ctx, "workspace_name",
                                    &auth->workspace_name);

    auth->remember = json_is_true(json_object_get(ctx->body, "remember"));
    auth->remember_text.len = 1;
    auth->remember_text.data = (u_char *) (auth->remember ? "t" : "f");

    ngx_http_smartstack_agent(ctx, &auth->agent);

    if (ngx_http_smartstack_network(ctx, &auth->network) != NGX_OK
        || ngx_http_smartstack_new_uuid(ctx->request->pool, &auth->session)
           != NGX_OK)
    {
        return NULL;
    }

    return auth;
}


static ngx_int_t
ngx_http_smartstack_hash_busy(ngx_http_smartstack_ctx_t *ctx)
{
    ctx->problem.retry_after = 1;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
                   "overloaded", "Too many sign-ins at once; try again.");
}


static void
ngx_http_smartstack_member_text(ngx_http_smartstack_ctx_t *ctx,
    const char *name, ngx_str_t *value)
{
    json_t  *member;

    member = json_object_get(ctx->body, name);

    if (!json_is_string(member)) {
        ngx_str_null(value);
        return;
    }

    value->data = (u_char *) json_string_value(member);
    value->len = json_string_length(member);
}


/* The hash has its own copy: nothing of ours may keep the password. */

static void
ngx_http_smartstack_wipe_password(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  password;

    ngx_http_smartstack_member_text(ctx, "password", &password);

    OPENSSL_cleanse(password.data, password.len);
    OPENSSL_cleanse(ctx->body_text.data, ctx->body_text.len);
}


static ngx_int_t
ngx_http_smartstack_new_uuid(ngx_pool_t *pool, ngx_str_t *uuid)
{
    uuid->len = NGX_SMARTSTACK_UUID_LEN;
    uuid->data = ngx_pnalloc(pool, NGX_SMARTSTACK_UUID_LEN);

    return uuid->data ? ngx_smartstack_uuid7(uuid->data) : NGX_ERROR;
}


static ngx_int_t
ngx_http_smartstack_reply_json(ngx_http_smartstack_ctx_t *ctx,
    const u_char *text, size_t len)
{
    off_t                  size;
    ngx_chain_t           *out;
    ngx_smartstack_json_t  w;

    static ngx_str_t  type = ngx_string("application/json");

    ngx_smartstack_json_init(&w, ctx->request->pool, len + 64);

    ngx_smartstack_json_literal(&w, "{\"data\":");
    ngx_smartstack_json_raw(&w, text, len);
    ngx_smartstack_json_literal(&w, ",\"meta\":{}}");

    out = ngx_smartstack_json_close(&w, &size);
    if (out == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_send(ctx, ctx->operation->status, &type, out,
                                    size);
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
