
/*
 * Access tokens (JWT, RFC 7519, HS256 only), refresh tokens, and the key
 * ring that both come from.
 */


#ifndef _NGX_SMARTSTACK_TOKEN_H_INCLUDED_
#define _NGX_SMARTSTACK_TOKEN_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_KEY_LEN          32
#define NGX_SMARTSTACK_MAX_KEYS         3
#define NGX_SMARTSTACK_ACCESS_LIFE      600     /* s */
#define NGX_SMARTSTACK_TOKEN_SKEW       30      /* s, for iat and nbf */
#define NGX_SMARTSTACK_REFRESH_LEN      72      /* characters */
#define NGX_SMARTSTACK_UUID_LEN         36


typedef struct {
    ngx_str_t     kid;
    u_char        key[NGX_SMARTSTACK_KEY_LEN];
    ngx_str_t     header;       /* base64url of this key's JWT header */
    void         *mac;          /* keyed EVP_MAC_CTX, made at start */
} ngx_smartstack_key_t;


/* The first key signs; all verify. */
typedef struct {
    ngx_uint_t            n;
    ngx_smartstack_key_t  keys[NGX_SMARTSTACK_MAX_KEYS];
} ngx_smartstack_keys_t;


typedef struct {
    ngx_smartstack_keys_t  jwt;
    ngx_smartstack_keys_t  refresh;
    ngx_smartstack_keys_t  pepper;
    ngx_smartstack_keys_t  cursor;
} ngx_smartstack_keyring_t;


/* Claims of a verified access token; texts are canonical UUIDs. */
typedef struct {
    u_char        user[NGX_SMARTSTACK_UUID_LEN];
    u_char        session[NGX_SMARTSTACK_UUID_LEN];
    uint32_t      generation;
    time_t        issued;
    time_t        expires;
} ngx_smartstack_claims_t;


typedef struct {
    u_char        session[NGX_SMARTSTACK_UUID_LEN];
    uint32_t      generation;
} ngx_smartstack_refresh_t;


/*
 * Room for a ring on pages of its own, which are in no core file; they live
 * as long as pool.  hold() keeps them out of the swap, in each process anew:
 * a fork inherits memory, but no locks.  NGX_DECLINED: the system refused.
 */
ngx_smartstack_keyring_t *ngx_smartstack_keyring_create(ngx_pool_t *pool);
ngx_int_t ngx_smartstack_keyring_hold(ngx_smartstack_keyring_t *ring);

/*
 * Reads the secrets file's text: {"jwt": [{"kid", "key" (base64, 32 bytes),
 * "state": "current" | "next" | "previous"}], "refresh": ..., "pepper": ...,
 * "cursor": ...}.  Exactly one current key each; it comes first.  Rings of
 * other names are for other versions and left alone.  Returns NGX_OK, or
 * NGX_ERROR and *error.  Key bytes are wiped with the pool, which ring must
 * live in.
 */
ngx_int_t ngx_smartstack_keyring_read(ngx_pool_t *pool, ngx_str_t *text,
    ngx_smartstack_keyring_t *ring, ngx_str_t *error);

/*
 * Verifies an access token: shape and alphabet, header by comparison with the
 * known ones, MAC, then claims (iss, aud, use, exp, iat, nbf).  No
 * allocation.  Returns NGX_OK, NGX_DECLINED (expired, everything else is
 * right), or NGX_ERROR (not a token of ours).
 */
ngx_int_t ngx_smartstack_token_verify(ngx_smartstack_keyring_t *ring,
    ngx_str_t *token, time_t now, ngx_smartstack_claims_t *claims);

/* Issues an access token with the current key (libjwt), in pool. */
ngx_int_t ngx_smartstack_token_issue(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_smartstack_claims_t *claims,
    ngx_str_t *token);

/* Refresh token: b64url(version, key, session, generation, MAC); 72 chars */
ngx_int_t ngx_smartstack_refresh_issue(ngx_pool_t *pool,
    ngx_smartstack_keyring_t *ring, ngx_smartstack_refresh_t *refresh,
    ngx_str_t *token);
ngx_int_t ngx_smartstack_refresh_verify(ngx_smartstack_keyring_t *ring,
    ngx_str_t *token, ngx_smartstack_refresh_t *refresh);

/* HMAC-SHA-256 of data with a key of the ring, 32 bytes into out. */
ngx_int_t ngx_smartstack_mac(ngx_smartstack_key_t *key, const u_char *data,
    size_t len, u_char out[32]);

/* The same of n texts, one behind the other. */
ngx_int_t ngx_smartstack_mac_parts(ngx_smartstack_key_t *key,
    const ngx_str_t *parts, ngx_uint_t n, u_char out[32]);

/* The key whose name ends with this character, or NULL. */
ngx_smartstack_key_t *ngx_smartstack_key_by_mark(ngx_smartstack_keys_t *keys,
    u_char mark);
#define ngx_smartstack_key_mark(key)  ((key)->kid.data[(key)->kid.len - 1])

/* The header that libjwt gives the tokens of this key; for the key ring. */
ngx_int_t ngx_smartstack_token_header(ngx_pool_t *pool,
    ngx_smartstack_key_t *key);


#endif /* _NGX_SMARTSTACK_TOKEN_H_INCLUDED_ */
