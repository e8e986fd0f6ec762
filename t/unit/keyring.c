
#include "tap.h"
#include <ngx_smartstack_token.h>


#define KEY1  "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define KEY2  "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
#define KEY3  "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8="

#define CURRENT(kid, key)                                                     \
    "{\"kid\":\"" kid "\",\"key\":\"" key "\",\"state\":\"current\"}"
#define NEXT(kid, key)                                                        \
    "{\"kid\":\"" kid "\",\"key\":\"" key "\",\"state\":\"next\"}"
#define PREVIOUS(kid, key)                                                    \
    "{\"kid\":\"" kid "\",\"key\":\"" key "\",\"state\":\"previous\"}"

#define RINGS(jwt)                                                            \
    "{\"jwt\":" jwt ",\"refresh\":[" CURRENT("r1", KEY2) "],"                 \
    "\"pepper\":[" CURRENT("p1", KEY3) "],"                                   \
    "\"cursor\":[" CURRENT("c1", KEY1) "],\"device\":17}"


static ngx_smartstack_keyring_t  ring;
static ngx_str_t                 error;


static ngx_int_t
read_ring(const char *text)
{
    ngx_str_t                  copy;
    ngx_smartstack_keyring_t  *made;

    copy = tap_exact(text, strlen(text));
    ngx_str_null(&error);

    made = ngx_palloc(tap_pool, sizeof(ngx_smartstack_keyring_t));

    if (ngx_smartstack_keyring_read(tap_pool, &copy, made, &error)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    ring = *made;

    return NGX_OK;
}


static void
refuses(const char *text, const char *message)
{
    is_int(read_ring(text), NGX_ERROR, "refuses a ring");
    is_str(&error, message, message);
}


static void
reads_keys(void)
{
    ngx_uint_t  i;

    is_int(read_ring(RINGS("[" PREVIOUS("k1", KEY1) "," CURRENT("k2", KEY2)
                           "," NEXT("k3", KEY3) "]")), NGX_OK, "reads rings");
    is_int(ring.jwt.n, 3, "three keys");
    is_str(&ring.jwt.keys[0].kid, "k2", "the current one is first");
    is_str(&ring.jwt.keys[1].kid, "k1", "then those of the file");
    is_str(&ring.jwt.keys[2].kid, "k3", "in their order");
    is_int(ring.refresh.n, 1, "the other rings too");
    is_str(&ring.pepper.keys[0].kid, "p1", "of their own");

    for (i = 0; i < NGX_SMARTSTACK_KEY_LEN; i++) {
        if (ring.jwt.keys[1].key[i] != i) {
            break;
        }
    }

    is_int(i, NGX_SMARTSTACK_KEY_LEN, "the bytes of a key");
    is_str(&ring.jwt.keys[0].header,
           "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsyIiwidHlwIjoiSldUIn0",
           "the header of a key");
    ok(ngx_smartstack_key_by_mark(&ring.jwt, '3') == &ring.jwt.keys[2],
       "finds a key by its mark");
    ok(ngx_smartstack_key_by_mark(&ring.jwt, '4') == NULL,
       "and no other");
}


static void
refuses_rings(void)
{
    refuses("", "no JSON object (line 1)");
    refuses("[]", "no JSON object (line 1)");
    refuses("{\n\"jwt\": [}", "no JSON object (line 2)");
    refuses("{}", "jwt: must be 1 to 3 keys");
    refuses("{\"jwt\":[" CURRENT("k1", KEY1) "]}",
            "refresh: must be 1 to 3 keys");
    refuses(RINGS("{}"), "jwt: must be 1 to 3 keys");
    refuses(RINGS("[]"), "jwt: must be 1 to 3 keys");
    refuses(RINGS("[1]"), "jwt: key 1: state is current, next or previous");
    refuses(RINGS("[" CURRENT("1", KEY1) "," NEXT("2", KEY1) "," NEXT("3",
                  KEY1) "," NEXT("4", KEY1) "]"), "jwt: must be 1 to 3 keys");
    refuses(RINGS("[" NEXT("1", KEY1) "]"),
            "jwt: must have one current key");
    refuses(RINGS("[" CURRENT("1", KEY1) "," CURRENT("2", KEY1) "]"),
            "jwt: must have one current key");
    refuses(RINGS("[" NEXT("1", KEY1) "," NEXT("2", KEY1) "," NEXT("3", KEY1)
                  "]"), "jwt: must have one current key");
    refuses(RINGS("[" CURRENT("a1", KEY1) "," NEXT("b1", KEY1) "]"),
            "jwt: kids must differ in their last character");
    refuses(RINGS("[{\"kid\":\"k1\",\"key\":\"" KEY1 "\"}]"),
            "jwt: key 1: state is current, next or previous");
    refuses(RINGS("[" CURRENT("", KEY1) "]"),
            "jwt: key 1: kid is 1 to 8 letters, digits, \"-\" or \"_\"");
    refuses(RINGS("[" CURRENT("123456789", KEY1) "]"),
            "jwt: key 1: kid is 1 to 8 letters, digits, \"-\" or \"_\"");
    refuses(RINGS("[" CURRENT("../k", KEY1) "]"),
            "jwt: key 1: kid is 1 to 8 letters, digits, \"-\" or \"_\"");
    refuses(RINGS("[" CURRENT("1", "AAEC") "]"),
            "jwt: key 1: key is not base64 of 32 bytes");
    refuses(RINGS("[" CURRENT("1", "") "]"),
            "jwt: key 1: key is not base64 of 32 bytes");
    refuses(RINGS("[" CURRENT("1",
                  "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh!=") "]"),
            "jwt: key 1: key is not base64 of 32 bytes");
    refuses(RINGS("[" CURRENT("1",
                  "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==") "]"),
            "jwt: key 1: key is not base64 of 32 bytes");
}


/* The expected value is that of the command openssl dgst -mac HMAC. */

static void
macs(void)
{
    u_char        out[32], again[32], hex[64];
    ngx_str_t     text, parts[2];

    static u_char  data[] = "what is signed";

    text.data = hex;
    text.len = 64;

    is_int(ngx_smartstack_mac(&ring.jwt.keys[1], data, 14, out), NGX_OK,
           "a MAC");
    (void) ngx_hex_dump(hex, out, 32);
    is_str(&text, "ba8a06f8fb7a5679043a177e7106ab60"
           "906972095e6e8a4900c4601a4819708c", "is HMAC-SHA-256");

    parts[0].data = data;
    parts[0].len = 5;
    parts[1].data = data + 5;
    parts[1].len = 9;

    is_int(ngx_smartstack_mac_parts(&ring.jwt.keys[1], parts, 2, again),
           NGX_OK, "a MAC of parts");
    ok(ngx_memcmp(out, again, 32) == 0, "is the same, and of a fresh state");

    is_int(ngx_smartstack_mac(&ring.jwt.keys[0], data, 14, again), NGX_OK,
           "a MAC with another key");
    ok(ngx_memcmp(out, again, 32) != 0, "is another one");

    is_int(ngx_smartstack_mac(&ring.jwt.keys[1], data, 0, out), NGX_OK,
           "a MAC of nothing");
}


static void
wipes(void)
{
    ngx_str_t                   text;
    ngx_pool_t                 *pool;
    ngx_smartstack_keyring_t    own;

    pool = ngx_create_pool(1024, tap_log);
    text = tap_str(RINGS("[" CURRENT("k1", KEY1) "]"));

    is_int(ngx_smartstack_keyring_read(pool, &text, &own, &error), NGX_OK,
           "a ring of another pool");

    ngx_destroy_pool(pool);

    ok(own.jwt.keys[0].key[1] == 0 && own.jwt.keys[0].mac == NULL,
       "is wiped with it");
}


TAP_MAIN
{
    refuses_rings();
    reads_keys();
    macs();
    wipes();
}
