
/* The vectors of RFC 6238, appendix B (of its eight digits the last six). */


#include "tap.h"
#include <ngx_smartstack_totp.h>


static const u_char  secret[] = "12345678901234567890";


static ngx_int_t
verify(const char *code, time_t now, uint64_t last, uint64_t *step)
{
    ngx_str_t  text;

    text = tap_exact(code, strlen(code));

    return ngx_smartstack_totp_verify(secret, &text, now, last, step);
}


TAP_MAIN
{
    u_char      code[NGX_SMARTSTACK_TOTP_DIGITS];
    u_char      text[NGX_SMARTSTACK_TOTP_BASE32];
    uint64_t    step;
    ngx_uint_t  i;

    static const struct {
        time_t       at;
        const char  *code;
    } vectors[] = {
        { 59, "287082" },
        { 1111111109, "081804" },
        { 1111111111, "050471" },
        { 1234567890, "005924" },
        { 2000000000, "279037" },
        { 20000000000, "353130" }
    };

    for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
        ok(ngx_smartstack_totp_code(secret, vectors[i].at / 30, code)
           == NGX_OK && memcmp(code, vectors[i].code, 6) == 0,
           "RFC 6238: %s", vectors[i].code);
    }

    step = 0;

    ok(verify("050471", 1111111111, 0, &step) == NGX_OK
       && step == 1111111111 / 30, "the code of now");
    ok(verify("050471", 1111111111 + 30, 0, &step) == NGX_OK,
       "the one before, for clocks that are slow");
    ok(verify("050471", 1111111111 - 30, 0, &step) == NGX_OK,
       "the one after, for clocks that are fast");
    ok(verify("050471", 1111111111 + 90, 0, &step) == NGX_DECLINED,
       "no older one");
    ok(verify("050471", 1111111111 - 90, 0, &step) == NGX_DECLINED,
       "no later one");
    ok(verify("050471", 1111111111, 1111111111 / 30, &step) == NGX_DECLINED,
       "a code works once");
    ok(verify("050472", 1111111111, 0, &step) == NGX_DECLINED,
       "another code");
    ok(verify("05047", 1111111111, 0, &step) == NGX_DECLINED
       && verify("0504710", 1111111111, 0, &step) == NGX_DECLINED
       && verify("", 1111111111, 0, &step) == NGX_DECLINED,
       "another length");

    ngx_smartstack_totp_base32(text, secret);
    ok(memcmp(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", sizeof(text)) == 0,
       "base32 (RFC 4648)");
}
