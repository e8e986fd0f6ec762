
/* What the browser keeps of a session: cookies. */


#ifndef _NGX_HTTP_SMARTSTACK_SESSION_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_SESSION_H_INCLUDED_


#include <ngx_http_smartstack.h>


/*
 * Sets the access and refresh cookies of the session in ctx->claims, whose
 * user, session and generation are set by the caller; issued and expires are
 * set here.  remember: the refresh cookie outlives the browser.
 */
ngx_int_t ngx_http_smartstack_session_open(ngx_http_smartstack_ctx_t *ctx,
    ngx_uint_t remember);

/* Clears both cookies. */
ngx_int_t ngx_http_smartstack_session_clear(ngx_http_smartstack_ctx_t *ctx);

/* The refresh cookie, if it is one of ours: NGX_OK or NGX_DECLINED. */
ngx_int_t ngx_http_smartstack_session_refresh(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_refresh_t *refresh);

/*
 * The device that the browser is known by, as a bytea of its hash: NGX_OK,
 * NGX_DECLINED (it has none), NGX_ERROR.  The second makes one when it has
 * none; cookie is what set_device() takes then, else empty.
 */
ngx_int_t ngx_http_smartstack_session_device(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *device);
ngx_int_t ngx_http_smartstack_session_make_device(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *device, ngx_str_t *cookie);
ngx_int_t ngx_http_smartstack_session_set_device(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *cookie);

/* Any cookie of ours; max_age as ngx_smartstack_cookie_make() has it. */
ngx_int_t ngx_http_smartstack_session_cookie(ngx_http_request_t *r,
    ngx_str_t *name, ngx_str_t *value, time_t max_age);


#endif /* _NGX_HTTP_SMARTSTACK_SESSION_H_INCLUDED_ */
