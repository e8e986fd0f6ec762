
/* Codes of an authenticator app: TOTP (RFC 6238), SHA-1, 6 digits, 30 s. */


#ifndef _NGX_SMARTSTACK_TOTP_H_INCLUDED_
#define _NGX_SMARTSTACK_TOTP_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_TOTP_SECRET  20      /* bytes */
#define NGX_SMARTSTACK_TOTP_BASE32  32      /* characters */
#define NGX_SMARTSTACK_TOTP_DIGITS  6
#define NGX_SMARTSTACK_TOTP_PERIOD  30      /* s */


/* The code of a step of time, six digits. */
ngx_int_t ngx_smartstack_totp_code(const u_char *secret, uint64_t step,
    u_char code[NGX_SMARTSTACK_TOTP_DIGITS]);

/*
 * Whether code is that of now, of the step before or of the step after, and
 * of a step after last: a code works once.  NGX_OK and *step, or
 * NGX_DECLINED.
 */
ngx_int_t ngx_smartstack_totp_verify(const u_char *secret, ngx_str_t *code,
    time_t now, uint64_t last, uint64_t *step);

/* RFC 4648, 6, without padding. */
void ngx_smartstack_totp_base32(u_char text[NGX_SMARTSTACK_TOTP_BASE32],
    const u_char secret[NGX_SMARTSTACK_TOTP_SECRET]);


#endif /* _NGX_SMARTSTACK_TOTP_H_INCLUDED_ */
