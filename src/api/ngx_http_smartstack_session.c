
/* The cookies of a session: __Host-ss_at and __Host-ss_rt. */


#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_cookie.h>


#define NGX_HTTP_SMARTSTACK_REMEMBER  (30 * 24 * 3600)      /* s */


static ngx_int_t ngx_http_smartstack_set_cookie(ngx_http_request_t *r,
    ngx_str_t *name, ngx_str_t *value, time_t max_age);


static ngx_str_t  ngx_http_smartstack_access = ngx_string("__Host-ss_at");
static ngx_str_t  ngx_http_smartstack_refresh = ngx_string("__Host-ss_rt");


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
        || ngx_http_smartstack_set_cookie(ctx->request,
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

    return ngx_http_smartstack_set_cookie(ctx->request,
                                   &ngx_http_smartstack_refresh, &token,
                                   remember ? NGX_HTTP_SMARTSTACK_REMEMBER
                                            : -1);
}


ngx_int_t
ngx_http_smartstack_session_clear(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  empty = ngx_null_string;

    if (ngx_http_smartstack_set_cookie(ctx->request,
                                       &ngx_http_smartstack_access, &empty, 0)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_set_cookie(ctx->request,
                                          &ngx_http_smartstack_refresh,
                                          &empty, 0);
}


static ngx_int_t
ngx_http_smartstack_set_cookie(ngx_http_request_t *r, ngx_str_t *name,
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
