
/* The second factor is set up, and proved once before it counts. */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_factor.h>
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
    uintptr_t                       n;
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
    n = ngx_escape_uri(NULL, email, len, NGX_ESCAPE_URI_COMPONENT);
    (void) ngx_escape_uri(p, email, len, NGX_ESCAPE_URI_COMPONENT);
    p += len + 2 * n;
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
