
/* A person's second factor, sealed for its person; private to api/factor. */


#ifndef _NGX_HTTP_SMARTSTACK_FACTOR_H_INCLUDED_
#define _NGX_HTTP_SMARTSTACK_FACTOR_H_INCLUDED_


#include <ngx_http_smartstack_signin.h>
#include <ngx_smartstack_totp.h>


/*
 * Whose attempts are counted: account->user, or who is signed in, and
 * account->subject.
 */
ngx_int_t ngx_http_smartstack_factor_subject(ngx_http_smartstack_ctx_t *ctx);

/* The secret as the database keeps it. */
ngx_int_t ngx_http_smartstack_factor_seal(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *secret, ngx_str_t *sealed);

/*
 * The body's code against the secret in the first column of res: NGX_OK and
 * its *step, later than last; NGX_DECLINED; NGX_ERROR.  A secret of an old
 * pepper is sealed again, in account->totp.
 */
ngx_int_t ngx_http_smartstack_factor_check(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res, uint64_t last, uint64_t *step);


#endif /* _NGX_HTTP_SMARTSTACK_FACTOR_H_INCLUDED_ */
