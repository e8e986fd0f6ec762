
#include "tap.h"
#include <ngx_smartstack_secret.h>


#define MANY  2000


static void
makes_tokens(void)
{
    u_char     a[NGX_SMARTSTACK_TOKEN_LEN], b[NGX_SMARTSTACK_TOKEN_LEN];
    ngx_str_t  text;

    is_int(ngx_smartstack_secret_token(a), NGX_OK, "a token");
    is_int(ngx_smartstack_secret_token(b), NGX_OK, "another");
    ok(ngx_memcmp(a, b, sizeof(a)) != 0, "they differ");

    text = tap_exact((char *) a, sizeof(a));
    is_int(ngx_smartstack_secret_is_token(&text), NGX_OK, "has its shape");

    text.len--;
    is_int(ngx_smartstack_secret_is_token(&text), NGX_DECLINED, "shorter");
    text.len++;
    text.data[7] = '+';
    is_int(ngx_smartstack_secret_is_token(&text), NGX_DECLINED,
           "another alphabet");
}


static void
makes_keys(void)
{
    u_char      key[NGX_SMARTSTACK_API_KEY_LEN], keep;
    ngx_str_t   text;
    ngx_uint_t  i, accepted;

    is_int(ngx_smartstack_secret_api_key(key), NGX_OK, "an API key");
    text = tap_exact((char *) key, sizeof(key));

    ok(ngx_strncmp(text.data, "ss_live_", 8) == 0, "with its prefix");
    is_int(ngx_smartstack_secret_is_api_key(&text), NGX_OK,
           "and its checksum");

    accepted = 0;

    for (i = 0; i < text.len; i++) {
        keep = text.data[i];
        text.data[i] = (keep == 'a') ? 'b' : 'a';
        accepted += (ngx_smartstack_secret_is_api_key(&text) == NGX_OK);
        text.data[i] = keep;
    }

    is_int(accepted, 0, "C30: one changed letter anywhere is refused");

    text.data[20] = '\0';
    is_int(ngx_smartstack_secret_is_api_key(&text), NGX_DECLINED, "a NUL");
    text.len--;
    is_int(ngx_smartstack_secret_is_api_key(&text), NGX_DECLINED, "shorter");
    text.len = 0;
    is_int(ngx_smartstack_secret_is_api_key(&text), NGX_DECLINED, "empty");

    /* zlib: crc32("ss_live_" + 30 zeros) = 0xd55fe5a4 in base 62 */

    text = tap_str("ss_live_0000000000000000000000000000003uGblE");
    is_int(ngx_smartstack_secret_is_api_key(&text), NGX_OK,
           "one that another program made");
}


static void
makes_codes(void)
{
    u_char      code[NGX_SMARTSTACK_CODE_LEN];
    ngx_uint_t  i, n, digits[10];

    ngx_memzero(digits, sizeof(digits));

    for (i = 0; i < MANY; i++) {
        if (ngx_smartstack_secret_code(code) != NGX_OK) {
            break;
        }

        for (n = 0; n < sizeof(code); n++) {
            if (code[n] < '0' || code[n] > '9') {
                i = MANY;
                break;
            }

            digits[code[n] - '0']++;
        }
    }

    is_int(i, MANY, "codes are digits");

    n = 0;

    for (i = 0; i < 10; i++) {
        n += (digits[i] > MANY * 6 / 10 * 8 / 10
              && digits[i] < MANY * 6 / 10 * 12 / 10);
    }

    is_int(n, 10, "each as often as any other");
}


static void
digests(void)
{
    u_char     out[NGX_SMARTSTACK_DIGEST_LEN];
    ngx_str_t  text, hex;

    text = tap_str("abc");
    is_int(ngx_smartstack_secret_digest(&text, out), NGX_OK, "a digest");

    hex.data = out;
    hex.len = sizeof(out);
    is_str(&hex, "\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61"
           "f20015ad", "as PostgreSQL reads it");
}


TAP_MAIN
{
    makes_tokens();
    makes_keys();
    makes_codes();
    digests();
}
