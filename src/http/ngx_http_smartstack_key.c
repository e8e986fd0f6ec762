
/*
 * Whose an API key is.  Workspace and person of a key never change, so each
 * worker remembers them; whether the key still counts, and for what, is asked
 * anew by every request (request/begin_key).
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_secret.h>
#include <ngx_smartstack_uuid.h>


#define NGX_HTTP_SMARTSTACK_KEYS  256


typedef struct {
    u_char  digest[NGX_SMARTSTACK_DIGEST_LEN];
    u_char  workspace[NGX_SMARTSTACK_UUID_LEN];
    u_char  user[NGX_SMARTSTACK_UUID_LEN];
} ngx_http_smartstack_key_t;


static ngx_http_smartstack_key_t *ngx_http_smartstack_key_slot(
    ngx_str_t *digest);
static ngx_int_t ngx_http_smartstack_use_key(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_key_t *key);
static ngx_int_t ngx_http_smartstack_key_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch);


/* By their digests, one in a place: a newcomer takes it over. */

static ngx_http_smartstack_key_t
                             ngx_http_smartstack_keys[NGX_HTTP_SMARTSTACK_KEYS];


static ngx_http_smartstack_key_t *
ngx_http_smartstack_key_slot(ngx_str_t *digest)
{
    return &ngx_http_smartstack_keys[ngx_hextoi(digest->data + 2, 4)
                                     % NGX_HTTP_SMARTSTACK_KEYS];
}


/* Fills in what is known; else the request asks, see find_key(). */

ngx_int_t
ngx_http_smartstack_known_key(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_key_t  *key;

    key = ngx_http_smartstack_key_slot(&ctx->digest);

    if (ngx_memcmp(key->digest, ctx->digest.data, NGX_SMARTSTACK_DIGEST_LEN)
        != 0)
    {
        return NGX_OK;
    }

    return ngx_http_smartstack_use_key(ctx, key);
}


static ngx_int_t
ngx_http_smartstack_use_key(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_key_t *key)
{
    ngx_memcpy(ctx->claims.user, key->user, NGX_SMARTSTACK_UUID_LEN);
    ctx->authenticated = 1;

    /* a workspace that the request names is compared by begin_key */

    if (ctx->workspace.len) {
        return NGX_OK;
    }

    ctx->workspace.len = NGX_SMARTSTACK_UUID_LEN;
    ctx->workspace.data = ngx_pnalloc(ctx->request->pool,
                                      NGX_SMARTSTACK_UUID_LEN);
    if (ctx->workspace.data == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(ctx->workspace.data, key->workspace, NGX_SMARTSTACK_UUID_LEN);

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_find_key(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_arg_t  args[] = { { "key_hash", &ctx->digest },
                                          { NULL, NULL } };

    return ngx_http_smartstack_query(ctx, "member", "request/find_key", args,
                                     0, ngx_http_smartstack_key_found);
}


static ngx_int_t
ngx_http_smartstack_key_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                   *res;
    ngx_http_smartstack_key_t  *key;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[0].result;

    if (PQntuples(res) != 1 || PQgetlength(res, 0, 0) != 16
        || PQgetlength(res, 0, 1) != 16)
    {
        ngx_smartstack_count(NGX_SMARTSTACK_C_KEY_REFUSED);

        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                       "invalid_key", "This is not an API key of ours.");
    }

    key = ngx_http_smartstack_key_slot(&ctx->digest);

    ngx_memcpy(key->digest, ctx->digest.data, NGX_SMARTSTACK_DIGEST_LEN);
    (void) ngx_smartstack_uuid_format(key->workspace,
                                      (u_char *) PQgetvalue(res, 0, 0));
    (void) ngx_smartstack_uuid_format(key->user,
                                      (u_char *) PQgetvalue(res, 0, 1));

    if (ngx_http_smartstack_use_key(ctx, key) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_operate(ctx);
}
