
/* __Host-ss_at and __Host-ss_rt, the session; __Host-ss_dv, the device. */


#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_cookie.h>
#include <ngx_smartstack_seal.h>
#include <openssl/evp.h>
#include <openssl/rand.h>


#define NGX_HTTP_SMARTSTACK_REMEMBER     (30 * 24 * 3600)     /* s */
#define NGX_HTTP_SMARTSTACK_DEVICE_LIFE  (365 * 24 * 3600)    /* s */
#define NGX_HTTP_SMARTSTACK_DEVICE       16                   /* bytes */


static ngx_int_t ngx_http_smartstack_device_hash(ngx_pool_t *pool,
    ngx_str_t *id, ngx_str_t *device);


static ngx_str_t  ngx_http_smartstack_access = ngx_string("__Host-ss_at");
static ngx_str_t  ngx_http_smartstack_refresh = ngx_string("__Host-ss_rt");
static ngx_str_t  ngx_http_smartstack_device = ngx_string("__Host-ss_dv");

static ngx_str_t  ngx_http_smartstack_device_purpose = ngx_string("device");


ngx_int_t
ngx_http_smartstack_session_open(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t remember)
{
    ngx_str_t                  token;
    ngx_pool_t                *pool;
    ngx_smartstack_refresh_t   refresh;

    pool = ctx->request->pool;

    ctx->claims.issued = ngx_time();
    ctx->claims.expires = ctx->claims.issued + NGX_SMARTSTACK_ACCESS_LIFE;
    ctx->authenticated = 1;

    if (ngx_smartstack_token_issue(pool, ctx->conf->keyring, &ctx->claims,
                                   &token)
        != NGX_OK
        || ngx_http_smartstack_session_cookie(ctx->request,
                                          &ngx_http_smartstack_access, &token,
                                          NGX_SMARTSTACK_ACCESS_LIFE)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_memcpy(refresh.session, ctx->claims.session,
               NGX_SMARTSTACK_UUID_LEN);
    refresh.generation = ctx->claims.generation;

    if (ngx_smartstack_refresh_issue(pool, ctx->conf->keyring, &refresh,
                                     &token)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_session_cookie(ctx->request,
                                   &ngx_http_smartstack_refresh, &token,
                                   remember ? NGX_HTTP_SMARTSTACK_REMEMBER
                                            : -1);
}


ngx_int_t
ngx_http_smartstack_session_clear(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  empty = ngx_null_string;

    if (ngx_http_smartstack_session_cookie(ctx->request,
                                       &ngx_http_smartstack_access, &empty, 0)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_session_cookie(ctx->request,
                                          &ngx_http_smartstack_refresh,
                                          &empty, 0);
}


ngx_int_t
ngx_http_smartstack_session_cookie(ngx_http_request_t *r, ngx_str_t *name,
    ngx_str_t *value, time_t max_age)
{
    ngx_str_t  cookie;

    if (ngx_smartstack_cookie_make(r->pool, name, value, max_age, &cookie)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_header(r, "Set-Cookie", &cookie);
}


ngx_int_t
ngx_http_smartstack_session_refresh(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_refresh_t *refresh)
{
    ngx_str_t  token;

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_refresh,
                                   &token)
        != NGX_OK)
    {
        return NGX_DECLINED;
    }

    if (ngx_smartstack_refresh_verify(ctx->conf->keyring, &token, refresh)
        != NGX_OK)
    {
        ngx_smartstack_count(NGX_SMARTSTACK_C_TOKEN_REFUSED);
        return NGX_DECLINED;
    }

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_session_device(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *device)
{
    ngx_int_t   rc;
    ngx_str_t   value, id;
    ngx_uint_t  stale;

    ngx_str_null(device);

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_device,
                                   &value)
        != NGX_OK)
    {
        return NGX_DECLINED;
    }

    rc = ngx_smartstack_unseal(ctx->request->pool, ctx->conf->keyring,
                               &ngx_http_smartstack_device_purpose, &value,
                               &id, &stale);
    if (rc != NGX_OK) {
        return rc;
    }

    return ngx_http_smartstack_device_hash(ctx->request->pool, &id, device);
}


ngx_int_t
ngx_http_smartstack_session_make_device(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *device, ngx_str_t *cookie)
{
    u_char      bytes[NGX_HTTP_SMARTSTACK_DEVICE];
    ngx_int_t   rc;
    ngx_str_t   id;

    ngx_str_null(cookie);

    rc = ngx_http_smartstack_session_device(ctx, device);
    if (rc != NGX_DECLINED) {
        return rc;
    }

    id.data = bytes;
    id.len = sizeof(bytes);

    if (RAND_bytes(bytes, sizeof(bytes)) != 1
        || ngx_smartstack_seal(ctx->request->pool, ctx->conf->keyring,
                               &ngx_http_smartstack_device_purpose, &id,
                               cookie)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_device_hash(ctx->request->pool, &id, device);
}


ngx_int_t
ngx_http_smartstack_session_set_device(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *cookie)
{
    if (cookie->len == 0) {
        return NGX_OK;
    }

    return ngx_http_smartstack_session_cookie(ctx->request,
                                          &ngx_http_smartstack_device, cookie,
                                          NGX_HTTP_SMARTSTACK_DEVICE_LIFE);
}


static ngx_int_t
ngx_http_smartstack_device_hash(ngx_pool_t *pool, ngx_str_t *id,
    ngx_str_t *device)
{
    u_char  *p, digest[32];

    p = ngx_pnalloc(pool, 2 + 2 * sizeof(digest));

    if (p == NULL
        || !EVP_Digest(id->data, id->len, digest, NULL, EVP_sha256(), NULL))
    {
        return NGX_ERROR;
    }

    device->data = p;
    device->len = 2 + 2 * sizeof(digest);

    *p++ = '\\';
    *p++ = 'x';
    (void) ngx_hex_dump(p, digest, sizeof(digest));

    return NGX_OK;
}
