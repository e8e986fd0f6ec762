
/* Sealed texts open where they were made, and are nothing elsewhere. */


#include "tap.h"
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_seal.h>


#define KEY1  "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
#define KEY2  "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8="

#define KEY(kid, key, state)                                                  \
    "{\"kid\":\"" kid "\",\"key\":\"" key "\",\"state\":\"" state "\"}"
#define OTHER(name)                                                           \
    "\"" name "\":[" KEY("o1", KEY1, "current") "]"


static ngx_smartstack_keyring_t *
keyring(const char *pepper)
{
    ngx_str_t                  text, error;
    ngx_smartstack_keyring_t  *ring;

    static char  buf[2048];

    (void) snprintf(buf, sizeof(buf), "{" OTHER("jwt") "," OTHER("refresh")
                    "," OTHER("cursor") ",\"pepper\":[%s]}", pepper);

    text = tap_str(buf);
    ring = ngx_palloc(tap_pool, sizeof(ngx_smartstack_keyring_t));

    if (ngx_smartstack_keyring_read(tap_pool, &text, ring, &error)
        != NGX_OK)
    {
        ok(0, "key ring: %.*s", (int) error.len, error.data);
    }

    return ring;
}


static ngx_str_t
seal(ngx_smartstack_keyring_t *ring, const char *purpose, const char *plain)
{
    ngx_str_t  p, t, sealed;

    p = tap_str(purpose);
    t = tap_exact(plain, strlen(plain));

    ok(ngx_smartstack_seal(tap_pool, ring, &p, &t, &sealed) == NGX_OK,
       "sealed");

    return sealed;
}


static ngx_int_t
open_as(ngx_smartstack_keyring_t *ring, const char *purpose,
    ngx_str_t *sealed, ngx_str_t *plain, ngx_uint_t *stale)
{
    ngx_str_t  p, s;

    p = tap_str(purpose);
    s = tap_exact((char *) sealed->data, sealed->len);

    return ngx_smartstack_unseal(tap_pool, ring, &p, &s, plain, stale);
}


/* Every bit of a sealed text, turned round. */

static ngx_uint_t
forged(ngx_smartstack_keyring_t *ring, ngx_str_t *sealed)
{
    size_t      i, len;
    u_char      bytes[256];
    ngx_str_t   other, plain;
    ngx_uint_t  opened, stale;

    len = ngx_smartstack_base64url_decoded(sealed->len);
    opened = 0;

    for (i = 0; i < len * 8; i++) {
        (void) ngx_smartstack_base64url_decode(bytes, sealed->data,
                                               sealed->len);
        bytes[i / 8] ^= (u_char) (1 << i % 8);

        other.data = ngx_palloc(tap_pool, sealed->len);
        other.len = ngx_smartstack_base64url_encode(other.data, bytes, len)
                    - other.data;

        opened += open_as(ring, "totp a", &other, &plain, &stale) == NGX_OK;
    }

    return opened;
}


TAP_MAIN
{
    char                       text[600];
    size_t                     i;
    ngx_str_t                  sealed, again, plain, p;
    ngx_uint_t                 stale, opened;
    ngx_smartstack_keyring_t  *first, *second, *third;

    first = keyring(KEY("p1", KEY1, "current"));
    second = keyring(KEY("p2", KEY2, "current") ","
                     KEY("p1", KEY1, "previous"));
    third = keyring(KEY("p1", KEY2, "current"));

    sealed = seal(first, "totp a", "a secret");
    again = seal(first, "totp a", "a secret");

    ok(sealed.len == again.len
       && memcmp(sealed.data, again.data, sealed.len) != 0,
       "the same text twice is two texts");

    ok(open_as(first, "totp a", &sealed, &plain, &stale) == NGX_OK
       && plain.len == 8 && memcmp(plain.data, "a secret", 8) == 0 && !stale,
       "it opens");
    ok(open_as(first, "totp b", &sealed, &plain, &stale) == NGX_DECLINED,
       "not for another purpose");
    ok(open_as(second, "totp a", &sealed, &plain, &stale) == NGX_OK && stale,
       "after a rotation too, and says that its key is old");
    ok(open_as(third, "totp a", &sealed, &plain, &stale) == NGX_DECLINED,
       "not under another key of the same name");

    ok(forged(first, &sealed) == 0, "no bit of it can be changed");

    opened = 0;

    for (i = 0; i < sealed.len; i++) {
        again = sealed;
        again.len = i;
        opened += open_as(first, "totp a", &again, &plain, &stale) == NGX_OK;
    }

    ok(opened == 0, "nor cut");

    sealed = seal(first, "totp a", "");
    ok(open_as(first, "totp a", &sealed, &plain, &stale) == NGX_OK
       && plain.len == 0, "nothing can be sealed too");

    memset(text, 'x', NGX_SMARTSTACK_SEAL_MAX);
    text[NGX_SMARTSTACK_SEAL_MAX] = '\0';
    sealed = seal(first, "totp a", text);
    ok(open_as(first, "totp a", &sealed, &plain, &stale) == NGX_OK
       && plain.len == NGX_SMARTSTACK_SEAL_MAX, "the longest text");

    p = tap_str("totp a");
    text[NGX_SMARTSTACK_SEAL_MAX] = 'x';
    again.data = (u_char *) text;
    again.len = NGX_SMARTSTACK_SEAL_MAX + 1;
    ok(ngx_smartstack_seal(tap_pool, first, &p, &again, &sealed)
       == NGX_ERROR, "no longer one");
}
