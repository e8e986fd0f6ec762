
/*
 * Secrets that we make and show once: tokens of mails and links, API keys,
 * and codes to type.  The database keeps hashes of their texts.
 */


#ifndef _NGX_SMARTSTACK_SECRET_H_INCLUDED_
#define _NGX_SMARTSTACK_SECRET_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/* 32 random bytes in base64url */
#define NGX_SMARTSTACK_TOKEN_LEN     43

/* "ss_live_", 30 random letters and digits, 6 that check all before */
#define NGX_SMARTSTACK_API_KEY_LEN   44

#define NGX_SMARTSTACK_CODE_LEN      6

/* "\x" and the SHA-256 of a text in hex: as PostgreSQL reads a bytea */
#define NGX_SMARTSTACK_DIGEST_LEN    66


/* Makes one, without a NUL.  NGX_ERROR: the system has no randomness. */
ngx_int_t ngx_smartstack_secret_token(u_char out[NGX_SMARTSTACK_TOKEN_LEN]);
ngx_int_t ngx_smartstack_secret_api_key(
    u_char out[NGX_SMARTSTACK_API_KEY_LEN]);
ngx_int_t ngx_smartstack_secret_code(u_char out[NGX_SMARTSTACK_CODE_LEN]);

/*
 * Whether a text has the shape of one of ours; an API key's checksum is
 * right.  NGX_OK or NGX_DECLINED.
 */
ngx_int_t ngx_smartstack_secret_is_token(ngx_str_t *text);
ngx_int_t ngx_smartstack_secret_is_api_key(ngx_str_t *text);

/* NGX_ERROR: no memory. */
ngx_int_t ngx_smartstack_secret_digest(ngx_str_t *text,
    u_char out[NGX_SMARTSTACK_DIGEST_LEN]);


#endif /* _NGX_SMARTSTACK_SECRET_H_INCLUDED_ */
