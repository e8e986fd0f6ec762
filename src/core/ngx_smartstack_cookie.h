
/* Request cookies (RFC 6265) and the Set-Cookie values of ours. */


#ifndef _NGX_SMARTSTACK_COOKIE_H_INCLUDED_
#define _NGX_SMARTSTACK_COOKIE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Finds the one value of a cookie in n Cookie header values, where it stands
 * in them.  NGX_OK; or
 * NGX_DECLINED: not there; or NGX_ERROR: there with different values.
 */
ngx_int_t ngx_smartstack_cookie_find(ngx_str_t *headers, ngx_uint_t n,
    ngx_str_t *name, ngx_str_t *value);

/*
 * "name=value; Path=/; Secure; HttpOnly; SameSite=Strict[; Max-Age=n]".
 * max_age in seconds; 0 clears the cookie, -1 makes a session cookie.  out is
 * in pool.  NGX_ERROR: no memory, or a character that ends a cookie or header.
 */
ngx_int_t ngx_smartstack_cookie_make(ngx_pool_t *pool, ngx_str_t *name,
    ngx_str_t *value, time_t max_age, ngx_str_t *out);


#endif /* _NGX_SMARTSTACK_COOKIE_H_INCLUDED_ */
