
#include <ngx_http_smartstack_account.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_password.h>
#include <ngx_smartstack_uuid.h>
#include <openssl/crypto.h>


static void ngx_http_smartstack_wipe_password(
    ngx_http_smartstack_ctx_t *ctx);


ngx_http_smartstack_account_t *
ngx_http_smartstack_account(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                       text;
    ngx_http_smartstack_account_t  *account;

    account = ngx_pcalloc(ctx->request->pool,
                          sizeof(ngx_http_smartstack_account_t));
    if (account == NULL) {
        return NULL;
    }

    ctx->data = account;

    ngx_http_smartstack_account_member(ctx, "email", &text);

    account->email.len = text.len;
    account->email.data = ngx_pnalloc(ctx->request->pool, text.len + 1);
    if (account->email.data == NULL) {
        return NULL;
    }

    ngx_strlow(account->email.data, text.data, text.len);

    account->remember = json_is_true(json_object_get(ctx->body, "remember"));
    account->remember_text.len = 1;
    account->remember_text.data = (u_char *) (account->remember ? "t" : "f");

    if (ngx_http_smartstack_account_id(ctx, &account->session) != NGX_OK
        || ngx_http_smartstack_session_device(ctx, &account->device)
           == NGX_ERROR)
    {
        return NULL;
    }

    return account;
}


ngx_int_t
ngx_http_smartstack_account_subject(ngx_http_smartstack_ctx_t *ctx,
    const char *purpose, ngx_str_t *whose)
{
    u_char                          mac[32], *p;
    ngx_str_t                       parts[3];
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_str_set(&parts[0], "attempts");
    parts[1].data = (u_char *) purpose;
    parts[1].len = ngx_strlen(purpose) + 1;
    parts[2] = *whose;

    p = ngx_pnalloc(ctx->request->pool, 2 + 2 * sizeof(mac));

    if (p == NULL
        || ngx_smartstack_mac_parts(&ctx->conf->keyring->pepper.keys[0],
                                    parts, 3, mac)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    account->subject.data = p;
    account->subject.len = 2 + 2 * sizeof(mac);

    *p++ = '\\';
    *p++ = 'x';
    (void) ngx_hex_dump(p, mac, sizeof(mac));

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_account_id(ngx_http_smartstack_ctx_t *ctx, ngx_str_t *id)
{
    id->len = NGX_SMARTSTACK_UUID_LEN;
    id->data = ngx_pnalloc(ctx->request->pool, NGX_SMARTSTACK_UUID_LEN);

    return id->data ? ngx_smartstack_uuid7(id->data) : NGX_ERROR;
}


ngx_int_t
ngx_http_smartstack_account_uuid(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, int column, ngx_str_t *id)
{
    ngx_str_null(id);

    if (PQgetisnull(res, 0, column)) {
        return NGX_OK;
    }

    id->data = ngx_pnalloc(ctx->request->pool, NGX_SMARTSTACK_UUID_LEN);
    if (id->data == NULL) {
        return NGX_ERROR;
    }

    id->len = NGX_SMARTSTACK_UUID_LEN;
    (void) ngx_smartstack_uuid_format(id->data,
                                      (u_char *) PQgetvalue(res, 0, column));
    return NGX_OK;
}


ngx_uint_t
ngx_http_smartstack_account_int(PGresult *res, int column)
{
    uint32_t  n;

    ngx_memcpy(&n, PQgetvalue(res, 0, column), 4);

    return ntohl(n);
}


void
ngx_http_smartstack_account_member(ngx_http_smartstack_ctx_t *ctx,
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


ngx_int_t
ngx_http_smartstack_account_verify(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *phc, ngx_str_t *pepper, ngx_http_smartstack_hash_pt next)
{
    ngx_str_t               password, none;
    ngx_smartstack_hash_t  *hash;

    ngx_http_smartstack_account_member(ctx, "password", &password);

    if (password.len > NGX_SMARTSTACK_PASSWORD_MAX) {

        /* nobody has one: hashed all the same, and refused */

        password.len = NGX_SMARTSTACK_PASSWORD_MAX;
        ngx_str_null(&none);
        phc = &none;
    }

    hash = ngx_smartstack_hash_verify(&ctx->conf->hash, &password, phc,
                                      pepper);

    ngx_http_smartstack_wipe_password(ctx);

    return ngx_http_smartstack_hash(ctx, hash, next);
}


ngx_int_t
ngx_http_smartstack_account_hash(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *email, ngx_http_smartstack_hash_pt next)
{
    ngx_str_t               password;
    ngx_smartstack_hash_t  *hash;

    static ngx_str_t  pointer = ngx_string("/password");

    ngx_http_smartstack_account_member(ctx, "password", &password);

    if (password.len > NGX_SMARTSTACK_PASSWORD_MAX) {
        ngx_http_smartstack_wipe_password(ctx);

        return ngx_http_smartstack_fault(ctx, 422, &pointer, "too_long",
                                "A password is at most 1024 bytes long.");
    }

    if (ngx_smartstack_password_common(&password, email)) {
        ngx_http_smartstack_wipe_password(ctx);

        return ngx_http_smartstack_fault(ctx, 422, &pointer,
                         "common_password",
                         "This password is among the first to be guessed.");
    }

    hash = ngx_smartstack_hash_make(&ctx->conf->hash, &password);

    ngx_http_smartstack_wipe_password(ctx);

    return ngx_http_smartstack_hash(ctx, hash, next);
}


ngx_int_t
ngx_http_smartstack_account_hash_of(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch, ngx_http_smartstack_hash_pt next)
{
    PGresult   *res;
    ngx_str_t   email;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    email.data = (u_char *) PQgetvalue(res, 0, 0);
    email.len = PQgetlength(res, 0, 0);

    return ngx_http_smartstack_account_hash(ctx, &email, next);
}


/* The hash has its own copy: nothing of ours may keep the password. */

static void
ngx_http_smartstack_wipe_password(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  password;

    ngx_http_smartstack_account_member(ctx, "password", &password);

    OPENSSL_cleanse(password.data, password.len);
    OPENSSL_cleanse(ctx->body_text.data, ctx->body_text.len);
}


ngx_int_t
ngx_http_smartstack_account_hash_problem(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_hash_t *hash)
{
    if (hash->rc != NGX_BUSY) {
        return NGX_ERROR;
    }

    ctx->problem.retry_after = 1;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_SERVICE_UNAVAILABLE,
                   "overloaded", "Too many sign-ins at once; try again.");
}


ngx_int_t
ngx_http_smartstack_account_throttled(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t wait)
{
    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGIN_THROTTLED);

    ctx->problem.retry_after = wait;

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_TOO_MANY_REQUESTS,
                   "too_many_attempts",
                   "Too many attempts; wait as long as Retry-After says.");
}


ngx_int_t
ngx_http_smartstack_account_reply(ngx_http_smartstack_ctx_t *ctx,
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


ngx_int_t
ngx_http_smartstack_account_done(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_reply_none(ctx);
}
