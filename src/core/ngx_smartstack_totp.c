
#include <ngx_smartstack_totp.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>


ngx_int_t
ngx_smartstack_totp_code(const u_char *secret, uint64_t step,
    u_char code[NGX_SMARTSTACK_TOTP_DIGITS])
{
    u_char      *p, counter[8], mac[EVP_MAX_MD_SIZE];
    uint32_t     number;
    unsigned     len;
    ngx_int_t    i;

    for (i = 7; i >= 0; i--) {
        counter[i] = (u_char) step;
        step >>= 8;
    }

    if (HMAC(EVP_sha1(), secret, NGX_SMARTSTACK_TOTP_SECRET, counter,
             sizeof(counter), mac, &len)
        == NULL)
    {
        return NGX_ERROR;
    }

    /* the last half byte says which 31 bits count (RFC 4226, 5.3) */

    p = mac + (mac[len - 1] & 0x0f);

    number = (uint32_t) (p[0] & 0x7f) << 24 | (uint32_t) p[1] << 16
             | (uint32_t) p[2] << 8 | p[3];

    for (i = NGX_SMARTSTACK_TOTP_DIGITS - 1; i >= 0; i--) {
        code[i] = (u_char) ('0' + number % 10);
        number /= 10;
    }

    OPENSSL_cleanse(mac, sizeof(mac));

    return NGX_OK;
}


ngx_int_t
ngx_smartstack_totp_verify(const u_char *secret, ngx_str_t *code, time_t now,
    uint64_t last, uint64_t *step)
{
    u_char      right[NGX_SMARTSTACK_TOTP_DIGITS];
    uint64_t    n, present;
    ngx_int_t   rc;

    if (code->len != NGX_SMARTSTACK_TOTP_DIGITS) {
        return NGX_DECLINED;
    }

    present = (uint64_t) now / NGX_SMARTSTACK_TOTP_PERIOD;
    rc = NGX_DECLINED;

    for (n = present - 1; n <= present + 1; n++) {

        if (ngx_smartstack_totp_code(secret, n, right) != NGX_OK) {
            return NGX_ERROR;
        }

        if (CRYPTO_memcmp(right, code->data, sizeof(right)) == 0
            && n > last)
        {
            *step = n;
            rc = NGX_OK;
        }
    }

    OPENSSL_cleanse(right, sizeof(right));

    return rc;
}


void
ngx_smartstack_totp_base32(u_char text[NGX_SMARTSTACK_TOTP_BASE32],
    const u_char secret[NGX_SMARTSTACK_TOTP_SECRET])
{
    uint64_t    bits;
    ngx_uint_t  i, j;

    static const u_char  alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /* five bytes are eight characters */

    for (i = 0; i < NGX_SMARTSTACK_TOTP_SECRET / 5; i++) {

        bits = 0;

        for (j = 0; j < 5; j++) {
            bits = bits << 8 | secret[i * 5 + j];
        }

        for (j = 0; j < 8; j++) {
            text[i * 8 + 7 - j] = alphabet[bits & 31];
            bits >>= 5;
        }
    }
}
