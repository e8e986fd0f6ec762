
/* How every way of signing in ends: with a session, or a second step. */


#ifndef _NGX_HTTP_SMARTSTACK_SIGNIN_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_SIGNIN_H_INCLUDED_


#include <ngx_http_smartstack_account.h>


/*
 * After a statement whose first columns are "user" jsonb and second_factor
 * bool, for account->user with account->session: sets the session's cookies
 * or, when a second factor is due, the one of the first step.  *data is what
 * the client is told: the user, or {"second_factor_required": true}.
 */
ngx_int_t ngx_http_smartstack_signin(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, ngx_str_t *data);

/* The same with the answer that most of them have. */
ngx_int_t ngx_http_smartstack_signin_reply(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res);

/*
 * The first step that this browser has made: account->user, ->remember and
 * *since.  NGX_OK, NGX_DECLINED, NGX_ERROR.
 */
ngx_int_t ngx_http_smartstack_signin_step(ngx_http_smartstack_ctx_t *ctx,
    time_t *since);
ngx_int_t ngx_http_smartstack_signin_forget(ngx_http_smartstack_ctx_t *ctx);

/* Notes a sign-in that came to nothing, then next. */
ngx_int_t ngx_http_smartstack_signin_refuse(ngx_http_smartstack_ctx_t *ctx,
    const char *step, ngx_http_smartstack_batch_pt next);


#endif /* _NGX_HTTP_SMARTSTACK_SIGNIN_H_INCLUDED_ */
