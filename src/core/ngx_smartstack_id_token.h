
/*
 * What a provider of OpenID Connect says: its keys (JWKS, RFC 7517) and its
 * ID tokens (JWS with RS256 or ES256).  Both come from outside and are
 * judged as such: nothing in a token chooses how it is verified.
 */


#ifndef _NGX_SMARTSTACK_ID_TOKEN_H_INCLUDED_
#define _NGX_SMARTSTACK_ID_TOKEN_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <jansson.h>


#define NGX_SMARTSTACK_JWKS_MAX       65536     /* bytes */
#define NGX_SMARTSTACK_ID_TOKEN_MAX   16384
#define NGX_SMARTSTACK_SUBJECT_MAX    255


typedef enum {
    NGX_SMARTSTACK_RS256 = 0,
    NGX_SMARTSTACK_ES256
} ngx_smartstack_algorithm_e;


typedef struct {
    ngx_str_t     kid;          /* may be empty */
    void         *key;          /* EVP_PKEY */
} ngx_smartstack_jwk_t;


/* What a token must say. */
typedef struct {
    ngx_smartstack_algorithm_e    algorithm;
    ngx_str_t                     issuer;
    ngx_str_t                     client;
    ngx_str_t                     nonce;
    time_t                        now;
} ngx_smartstack_id_token_want_t;


/* What it says, in the pool of the call. */
typedef struct {
    ngx_str_t     subject;
    ngx_str_t     email;
    ngx_str_t     name;         /* or empty */
    unsigned      verified:1;   /* the address is proven */
} ngx_smartstack_id_token_t;


/*
 * The keys of a set that can verify this algorithm; others are left out.
 * They are freed with the pool.  NULL: no set, or no key in it.
 */
ngx_array_t *ngx_smartstack_jwks_read(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_algorithm_e algorithm);

/*
 * NGX_OK: signed by one of the keys, and for us, now, and once.
 * NGX_AGAIN: it names a key that is not among them.  NGX_DECLINED: not to be
 * believed; *why is for the log.  NGX_ERROR: no memory.
 */
ngx_int_t ngx_smartstack_id_token_verify(ngx_pool_t *pool, ngx_str_t *text,
    ngx_array_t *keys, ngx_smartstack_id_token_want_t *want,
    ngx_smartstack_id_token_t *token, const char **why);


#endif /* _NGX_SMARTSTACK_ID_TOKEN_H_INCLUDED_ */
