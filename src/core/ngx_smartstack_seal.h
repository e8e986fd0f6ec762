
/*
 * Sealed texts: AES-256-GCM, for secrets at rest and for what a browser keeps
 * for us and must neither read nor change.
 */


#ifndef _NGX_SMARTSTACK_SEAL_H_INCLUDED_
#define _NGX_SMARTSTACK_SEAL_H_INCLUDED_


#include <ngx_smartstack_token.h>


#define NGX_SMARTSTACK_SEAL_MAX  512     /* bytes that are sealed at most */


/*
 * purpose says what a text is for and for whom, "totp <user>": it opens under
 * the same words only.  sealed is base64url, in pool.  NGX_ERROR: plain is too
 * long, no memory or no randomness.
 */
ngx_int_t ngx_smartstack_seal(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_str_t *purpose, ngx_str_t *plain,
    ngx_str_t *sealed);

/*
 * NGX_OK; NGX_DECLINED: not ours, altered, or for another purpose; NGX_ERROR.
 * *stale: it was sealed with a key that is not the current one.
 */
ngx_int_t ngx_smartstack_unseal(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_str_t *purpose, ngx_str_t *sealed,
    ngx_str_t *plain, ngx_uint_t *stale);


#endif /* _NGX_SMARTSTACK_SEAL_H_INCLUDED_ */
