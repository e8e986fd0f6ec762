
/*
 * The second factor: set up, proved, and the second step of a sign-in.  Its
 * secret is sealed for its person before the database gets it.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_signin.h>
#include <ngx_smartstack_seal.h>
#include <ngx_smartstack_totp.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>


static ngx_int_t ngx_http_smartstack_totp_kept(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_totp_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_totp_confirmed(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_totp_wrong(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_use(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *step, ngx_str_t *recovery);
static ngx_int_t ngx_http_smartstack_factor_used(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_refused(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_expired(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_factor_subject(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_factor_seal(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *secret, ngx_str_t *sealed);
static ngx_int_t ngx_http_smartstack_factor_check(
    ngx_http_smartstack_ctx_t *ctx, PGresult *res, uint64_t last,
    uint64_t *step);
static ngx_int_t ngx_http_smartstack_factor_purpose(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *purpose);


ngx_str_t  ngx_http_smartstack_auth_totp_start_sql[] = {
    ngx_string("auth/start_totp"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_totp_confirm_sql[] = {
    ngx_string("auth/find_totp"),
    ngx_string("auth/confirm_totp"),
    ngx_string("auth/refuse_login"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_auth_second_factor_sql[] = {
    ngx_string("auth/find_second_factor"),
    ngx_string("auth/second_sign_in"),
    ngx_string("auth/refuse_login"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_totp_start(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                          bytes[NGX_SMARTSTACK_TOTP_SECRET];
    ngx_int_t                       rc;
    ngx_str_t                       secret, sealed;
    ngx_http_smartstack_arg_t       args[] = { { "secret", &sealed },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);

    if (account == NULL
        || ngx_http_smartstack_factor_subject(ctx) != NGX_OK
        || RAND_bytes(bytes, sizeof(bytes)) != 1)
    {
        return NGX_ERROR;
    }

    secret.data = bytes;
    secret.len = sizeof(bytes);

    account->totp.len = NGX_SMARTSTACK_TOTP_BASE32;
    account->totp.data = ngx_pnalloc(ctx->request->pool, account->totp.len);

    if (account->totp.data == NULL) {
        return NGX_ERROR;
    }

    ngx_smartstack_totp_base32(account->totp.data, bytes);
    rc = ngx_http_smartstack_factor_seal(ctx, &secret, &sealed);

    OPENSSL_cleanse(bytes, sizeof(bytes));

    if (rc != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/start_totp",
                                           args, 1,
                                           ngx_http_smartstack_totp_kept);
}


/* Column: email text, for the label in the app (Key Uri Format) */

static ngx_int_t
ngx_http_smartstack_totp_kept(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char                         *p, *email, *text;
    size_t                          len;
    ngx_int_t                       rc;
    PGresult                       *res;
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    email = (u_char *) PQgetvalue(res, 0, 0);
    len = PQgetlength(res, 0, 0);

    text = ngx_pnalloc(ctx->request->pool,
                       256 + 3 * len + 2 * account->totp.len);
    if (text == NULL) {
        return NGX_ERROR;
    }

    p = ngx_sprintf(text, "{\"secret\":\"%V\",\"uri\":\"otpauth://totp/"
                    "SmartStack:", &account->totp);
    p = (u_char *) ngx_escape_uri(p, email, len,
                                  NGX_ESCAPE_URI_COMPONENT);
    p = ngx_sprintf(p, "?secret=%V&issuer=SmartStack\"}", &account->totp);

    rc = ngx_http_smartstack_account_reply(ctx, text, p - text);

    OPENSSL_cleanse(text, p - text);
    OPENSSL_cleanse(account->totp.data, account->totp.len);

    return rc;
}


ngx_int_t
ngx_http_smartstack_auth_totp_confirm(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t       args[] = { { "subject", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);

    if (account == NULL
        || ngx_http_smartstack_factor_subject(ctx) != NGX_OK)
    {
        return NGX_ERROR;
    }

    args[0].value = &account->subject;

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/find_totp",
                                           args, 1,
                                           ngx_http_smartstack_totp_found);
}


/* Columns: secret text, retry_after int4 */

static ngx_int_t
ngx_http_smartstack_totp_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char                          buf[NGX_INT64_LEN];
    uint64_t                        step;
    PGresult                       *res;
    ngx_int_t                       rc;
    ngx_str_t                       text;
    ngx_uint_t                      wait;
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = { { "step", &text },
                                          { "subject", &account->subject },
                                          { NULL, NULL } };

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    wait = ngx_http_smartstack_account_int(res, 1);

    if (wait) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    rc = ngx_http_smartstack_factor_check(ctx, res, 0, &step);

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_signin_refuse(ctx, "totp_confirm",
                                              ngx_http_smartstack_totp_wrong);
    }

    if (rc != NGX_OK) {
        return NGX_ERROR;
    }

    text.data = buf;
    text.len = ngx_sprintf(buf, "%uL", step) - buf;

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/confirm_totp",
                                          args, 1,
                                          ngx_http_smartstack_totp_confirmed);
}


static ngx_int_t
ngx_http_smartstack_totp_confirmed(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_smartstack_statement_t  *statement;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    statement = ngx_smartstack_contract_statement(ctx->conf->contract,
                                                  "auth/confirm_totp");

    return ngx_http_smartstack_reply_one(ctx, statement,
                                         batch->queries[1].result);
}


static ngx_int_t
ngx_http_smartstack_totp_wrong(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    static ngx_str_t  pointer = ngx_string("/code");

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    (void) ngx_http_smartstack_problem(ctx, 422, "invalid_code",
                                       "This code is not right now.");

    return ngx_http_smartstack_fault(ctx, 422, &pointer, "invalid_code",
                                     "This code is not right now.");
}


/* The second step of a sign-in; the first one is in the browser's cookie. */

ngx_int_t
ngx_http_smartstack_auth_second_factor(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                          buf[NGX_TIME_T_LEN];
    time_t                          since;
    ngx_int_t                       rc;
    ngx_str_t                       text;
    ngx_http_smartstack_arg_t       args[] = { { "user_id", NULL },
                                               { "since", &text },
                                               { "subject", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);
    if (account == NULL) {
        return NGX_ERROR;
    }

    rc = ngx_http_smartstack_signin_step(ctx, &since);

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_factor_expired(ctx);
    }

    if (rc != NGX_OK || ngx_http_smartstack_factor_subject(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    text.data = buf;
    text.len = ngx_sprintf(buf, "%T", since) - buf;
    args[0].value = &account->user;
    args[2].value = &account->subject;

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/find_second_factor", args, 1,
                                           ngx_http_smartstack_factor_found);
}


/* Columns: secret text, last_step int8, retry_after int4 */

static ngx_int_t
ngx_http_smartstack_factor_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char      *p, buf[NGX_INT64_LEN];
    uint64_t     last, step;
    PGresult    *res;
    ngx_int_t    i, rc;
    ngx_str_t    text, recovery;
    ngx_uint_t   wait;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_factor_expired(ctx);
    }

    wait = ngx_http_smartstack_account_int(res, 2);

    if (wait) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    ngx_http_smartstack_account_member(ctx, "recovery_code", &recovery);

    if (recovery.len) {
        return ngx_http_smartstack_factor_use(ctx, NULL, &recovery);
    }

    p = (u_char *) PQgetvalue(res, 0, 1);

    for (last = 0, i = 0; i < 8; i++) {
        last = last << 8 | p[i];
    }

    rc = ngx_http_smartstack_factor_check(ctx, res, last, &step);

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_signin_refuse(ctx, "second_factor",
                                          ngx_http_smartstack_factor_refused);
    }

    if (rc != NGX_OK) {
        return NGX_ERROR;
    }

    text.data = buf;
    text.len = ngx_sprintf(buf, "%uL", step) - buf;

    return ngx_http_smartstack_factor_use(ctx, &text, NULL);
}


static ngx_int_t
ngx_http_smartstack_factor_use(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *step, ngx_str_t *recovery)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", &account->user },
        { "session_id", &account->session },
        { "remember", &account->remember_text },
        { "device", ngx_http_smartstack_maybe(&account->device) },
        { "subject", &account->subject },
        { "step", step },
        { "recovery_code", recovery },
        { "resealed", ngx_http_smartstack_maybe(&account->totp) },
        { NULL, NULL }
    };

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/second_sign_in",
                                           args, 1,
                                           ngx_http_smartstack_factor_used);
}


/* No row: the code was used before, or is not one of the recovery codes. */

static ngx_int_t
ngx_http_smartstack_factor_used(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult  *res;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_signin_refuse(ctx, "second_factor",
                                          ngx_http_smartstack_factor_refused);
    }

    if (ngx_http_smartstack_signin_forget(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_signin_reply(ctx, res);
}


static ngx_int_t
ngx_http_smartstack_factor_refused(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                                       "invalid_code",
                                       "This code is not right now.");
}


static ngx_int_t
ngx_http_smartstack_factor_expired(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                     "sign_in_expired",
                     "The first step was too long ago; begin again.");
}


/* Of who is signed in, or of who has made the first step. */

static ngx_int_t
ngx_http_smartstack_factor_subject(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (account->user.data == NULL) {
        account->user.data = ctx->claims.user;
        account->user.len = NGX_SMARTSTACK_UUID_LEN;
    }

    return ngx_http_smartstack_account_subject(ctx, "second factor",
                                               &account->user);
}


static ngx_int_t
ngx_http_smartstack_factor_seal(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *secret, ngx_str_t *sealed)
{
    ngx_str_t  purpose;

    if (ngx_http_smartstack_factor_purpose(ctx, &purpose) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_smartstack_seal(ctx->request->pool, ctx->conf->keyring,
                               &purpose, secret, sealed);
}


/* The body's code against the secret in the first column of res. */

static ngx_int_t
ngx_http_smartstack_factor_check(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, uint64_t last, uint64_t *step)
{
    ngx_int_t                       rc;
    ngx_str_t                       purpose, sealed, secret, code;
    ngx_uint_t                      stale;
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (ngx_http_smartstack_factor_purpose(ctx, &purpose) != NGX_OK) {
        return NGX_ERROR;
    }

    sealed.data = (u_char *) PQgetvalue(res, 0, 0);
    sealed.len = PQgetlength(res, 0, 0);

    if (ngx_smartstack_unseal(ctx->request->pool, ctx->conf->keyring,
                              &purpose, &sealed, &secret, &stale)
        != NGX_OK
        || secret.len != NGX_SMARTSTACK_TOTP_SECRET)
    {
        ngx_log_error(NGX_LOG_ERR, ctx->request->connection->log, 0,
                      "the second factor of user %V does not open: its "
                      "pepper is not in the key ring", &account->user);
        return NGX_ERROR;
    }

    ngx_http_smartstack_account_member(ctx, "code", &code);

    rc = ngx_smartstack_totp_verify(secret.data, &code, ngx_time(), last,
                                    step);

    if (rc == NGX_OK && stale
        && ngx_http_smartstack_factor_seal(ctx, &secret, &account->totp)
           != NGX_OK)
    {
        rc = NGX_ERROR;
    }

    OPENSSL_cleanse(secret.data, secret.len);

    return rc;
}


/* "totp <user>": a secret does not open in another row. */

static ngx_int_t
ngx_http_smartstack_factor_purpose(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *purpose)
{
    u_char                         *p;
    ngx_http_smartstack_account_t  *account = ctx->data;

    p = ngx_pnalloc(ctx->request->pool, 5 + NGX_SMARTSTACK_UUID_LEN);
    if (p == NULL) {
        return NGX_ERROR;
    }

    purpose->data = p;
    p = ngx_cpymem(p, "totp ", 5);
    p = ngx_cpymem(p, account->user.data, NGX_SMARTSTACK_UUID_LEN);
    purpose->len = p - purpose->data;

    return NGX_OK;
}
