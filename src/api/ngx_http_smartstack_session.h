
/* A session as the browser holds it: two cookies. */


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


#endif /* _NGX_HTTP_SMARTSTACK_SESSION_H_INCLUDED_ */
