
/*
 * argon2id (RFC 9106) with a pepper, as PHC strings:
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>, base64 without padding.
 *
 * Thread-safe: no nginx pool, no log.  The work area is one arena per thread,
 * kept between calls.
 */


#ifndef _NGX_SMARTSTACK_ARGON2_H_INCLUDED_
#define _NGX_SMARTSTACK_ARGON2_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_ARGON2_SALT        16
#define NGX_SMARTSTACK_ARGON2_TAG         32
#define NGX_SMARTSTACK_ARGON2_PEPPER      32
#define NGX_SMARTSTACK_ARGON2_PHC_MAX     160

/* What a stored string may ask for; a row is not to exhaust the server. */
#define NGX_SMARTSTACK_ARGON2_MIN_MEMORY  8             /* KiB */
#define NGX_SMARTSTACK_ARGON2_MAX_MEMORY  (256 * 1024)
#define NGX_SMARTSTACK_ARGON2_MAX_TIME    16


typedef struct {
    uint32_t      memory;       /* KiB */
    uint32_t      time;         /* passes */
} ngx_smartstack_argon2_params_t;


typedef struct {
    ngx_smartstack_argon2_params_t   params;
    u_char        salt[NGX_SMARTSTACK_ARGON2_SALT];
    u_char        tag[NGX_SMARTSTACK_ARGON2_TAG];
} ngx_smartstack_argon2_t;


/* NGX_DECLINED: not such a string, or beyond the bounds. */
ngx_int_t ngx_smartstack_argon2_parse(ngx_smartstack_argon2_t *hash,
    const u_char *phc, size_t len);

/* Writes at most PHC_MAX bytes without a NUL, returns their end. */
u_char *ngx_smartstack_argon2_print(u_char *p,
    const ngx_smartstack_argon2_t *hash);

/*
 * A new random salt.  Not for a thread of a pool: OpenSSL would keep a state
 * for it, whose end races with the end of the process.
 */
ngx_int_t ngx_smartstack_argon2_salt(
    u_char salt[NGX_SMARTSTACK_ARGON2_SALT]);

/* Makes a hash with the salt that it holds.  NGX_ERROR: no memory. */
ngx_int_t ngx_smartstack_argon2_make(ngx_smartstack_argon2_t *hash,
    const ngx_smartstack_argon2_params_t *params, const u_char *password,
    size_t len, const u_char pepper[NGX_SMARTSTACK_ARGON2_PEPPER]);

/*
 * NGX_OK: the password matches; NGX_DECLINED: it does not; NGX_ERROR: no
 * memory.  The comparison takes the same time for all tags.
 */
ngx_int_t ngx_smartstack_argon2_verify(const ngx_smartstack_argon2_t *hash,
    const u_char *password, size_t len,
    const u_char pepper[NGX_SMARTSTACK_ARGON2_PEPPER]);


#endif /* _NGX_SMARTSTACK_ARGON2_H_INCLUDED_ */
