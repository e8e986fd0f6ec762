
/* The secret of a second factor, and the codes that it makes. */


#include <ngx_http_smartstack_factor.h>
#include <ngx_smartstack_seal.h>
#include <openssl/crypto.h>


static ngx_int_t ngx_http_smartstack_factor_purpose(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *purpose);


ngx_int_t
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


ngx_int_t
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


ngx_int_t
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
