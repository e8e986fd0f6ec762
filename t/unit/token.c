
#include "tap.h"
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_token.h>
#include <jwt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>


#define NOW      1790000000
#define USER     "019a9f40-0000-7000-8000-00000000000a"
#define SESSION  "019a9f40-0000-7000-8000-00000000000b"

#define HEADER   "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}"
#define CLAIMS                                                                \
    "\"aud\":\"ss-api\",\"exp\":1790000600,\"gen\":3,\"iat\":1790000000,"     \
    "\"iss\":\"smartstack\",\"sid\":\"" SESSION "\",\"sub\":\"" USER "\","    \
    "\"use\":\"access\""


static ngx_smartstack_keyring_t  *ring;
static ngx_smartstack_claims_t    claims;


static ngx_smartstack_keyring_t *
keyring(const char *jwt)
{
    ngx_str_t                  text, error;
    ngx_smartstack_keyring_t  *made;

    static char  buf[2048];

    (void) snprintf(buf, sizeof(buf), "{\"jwt\":[%s],"
        "\"refresh\":[{\"kid\":\"r1\",\"state\":\"current\",\"key\":"
        "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}],"
        "\"pepper\":[{\"kid\":\"p1\",\"state\":\"current\",\"key\":"
        "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}],"
        "\"cursor\":[{\"kid\":\"c1\",\"state\":\"current\",\"key\":"
        "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}]}", jwt);

    text = tap_str(buf);
    made = ngx_palloc(tap_pool, sizeof(ngx_smartstack_keyring_t));

    if (ngx_smartstack_keyring_read(tap_pool, &text, made, &error)
        != NGX_OK)
    {
        ok(0, "key ring: %.*s", (int) error.len, error.data);
    }

    return made;
}


#define KEY(kid, key, state)                                                  \
    "{\"kid\":\"" kid "\",\"key\":\"" key "\",\"state\":\"" state "\"}"
#define KEY1  "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
#define KEY2  "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8="


/* A token with any header and claims, by another hand than the code's. */

static ngx_str_t
forge(const char *header, const char *payload, const EVP_MD *md,
    const u_char *key, size_t key_len)
{
    u_char     *p, mac[EVP_MAX_MD_SIZE];
    unsigned    len;
    ngx_str_t   token;

    token.data = ngx_pnalloc(tap_pool, 8192);
    p = token.data;

    p = ngx_smartstack_base64url_encode(p, (u_char *) header, strlen(header));
    *p++ = '.';
    p = ngx_smartstack_base64url_encode(p, (u_char *) payload,
                                        strlen(payload));
    len = 0;

    if (md) {
        (void) HMAC(md, key, (int) key_len, token.data, p - token.data, mac,
                    &len);
    }

    *p++ = '.';
    p = ngx_smartstack_base64url_encode(p, mac, len);
    token.len = p - token.data;

    return tap_exact((char *) token.data, token.len);
}


static ngx_str_t
signed_by_us(const char *header, const char *payload)
{
    return forge(header, payload, EVP_sha256(), ring->jwt.keys[0].key,
                 NGX_SMARTSTACK_KEY_LEN);
}


static ngx_int_t
verify(ngx_str_t token)
{
    ngx_memzero(&claims, sizeof(claims));

    return ngx_smartstack_token_verify(ring, &token, NOW, &claims);
}


static void
says(const char *payload, ngx_int_t rc, const char *name)
{
    is_int(verify(signed_by_us(HEADER, payload)), rc, name);
}


static void
issue(ngx_str_t *token)
{
    ngx_memcpy(claims.user, USER, 36);
    ngx_memcpy(claims.session, SESSION, 36);
    claims.generation = 3;
    claims.issued = NOW;
    claims.expires = NOW + NGX_SMARTSTACK_ACCESS_LIFE;

    is_int(ngx_smartstack_token_issue(tap_pool, ring, &claims, token),
           NGX_OK, "issues a token");
}


static void
issues_and_verifies(void)
{
    ngx_str_t  token;

    issue(&token);
    token = tap_exact((char *) token.data, token.len);

    ok(token.len <= 400, "of %zu bytes", token.len);
    is_int(verify(token), NGX_OK, "verifies it");
    ok(ngx_memcmp(claims.user, USER, 36) == 0, "user");
    ok(ngx_memcmp(claims.session, SESSION, 36) == 0, "session");
    is_int(claims.generation, 3, "generation");
    is_int(claims.issued, NOW, "issued");
    is_int(claims.expires, NOW + 600, "expires");

    says("{" CLAIMS "}", NGX_OK, "the same claims by another hand");
}


/* libjwt is the oracle: it takes our tokens, and we take its tokens. */

static void
agrees_with_libjwt(void)
{
    char       text[1024];
    jwt_t     *jwt;
    ngx_str_t  token;

    issue(&token);
    (void) snprintf(text, sizeof(text), "%.*s", (int) token.len, token.data);

    is_int(jwt_decode(&jwt, text, ring->jwt.keys[0].key,
                      NGX_SMARTSTACK_KEY_LEN), 0, "libjwt takes ours");
    is_int(jwt_get_alg(jwt), JWT_ALG_HS256, "algorithm");
    ok(strcmp(jwt_get_grant(jwt, "sub"), USER) == 0, "sub");
    is_int(jwt_get_grant_int(jwt, "exp"), NOW + 600, "exp");
    ok(strcmp(jwt_get_header(jwt, "kid"), "k1") == 0, "kid");
    jwt_free(jwt);

    token = signed_by_us(HEADER, "{" CLAIMS "}");
    (void) snprintf(text, sizeof(text), "%.*s", (int) token.len, token.data);

    is_int(jwt_decode(&jwt, text, ring->jwt.keys[0].key,
                      NGX_SMARTSTACK_KEY_LEN), 0, "and another hand's");
    jwt_free(jwt);
}


/* C6: what the header says cannot choose algorithm or key. */

static void
c6(void)
{
    u_char      *key;
    ngx_uint_t   i;

    static const char  *headers[] = {
        "{\"alg\":\"none\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS384\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS512\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"alg\":\"none\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k9\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"kid\":\"../k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}",
        "{\"alg\":\"HS256\",\"jwk\":{},\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"jku\":\"x\",\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"JWT\",\"x5u\":\"x\"}",
        "{\"alg\":\"HS256\",\"crit\":[],\"kid\":\"k1\",\"typ\":\"JWT\"}",
        "{\"kid\":\"k1\",\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\", \"kid\":\"k1\",\"typ\":\"JWT\"}",
        "", NULL
    };

    key = ring->jwt.keys[0].key;

    for (i = 0; headers[i]; i++) {
        is_int(verify(signed_by_us(headers[i], "{" CLAIMS "}")), NGX_ERROR,
               headers[i]);
    }

    is_int(verify(forge(HEADER, "{" CLAIMS "}", EVP_sha384(), key, 32)),
           NGX_ERROR, "HMAC-SHA-384 under the right header");
    is_int(verify(forge(HEADER, "{" CLAIMS "}", NULL, NULL, 0)), NGX_ERROR,
           "no signature");
    is_int(verify(forge(headers[0], "{" CLAIMS "}", NULL, NULL, 0)),
           NGX_ERROR, "alg none, no signature");
    is_int(verify(forge(HEADER, "{" CLAIMS "}", EVP_sha256(),
                        (u_char *) "x", 1)), NGX_ERROR, "a key of one byte");
    is_int(verify(forge(HEADER, "{" CLAIMS "}", EVP_sha256(),
                        (u_char *) "", 0)), NGX_ERROR, "an empty key");
    is_int(verify(forge(HEADER, "{" CLAIMS "}", EVP_sha256(),
                        ring->jwt.keys[1].key, 32)), NGX_ERROR,
           "another key of the ring");
}


/* C7: no bit may change, and nothing but the exact shape is read. */

static void
c7(void)
{
    char        big[4096];
    size_t      i, bad;
    u_char      bit;
    ngx_str_t   token, copy;
    ngx_uint_t  accepted;

    token = signed_by_us(HEADER, "{" CLAIMS "}");
    is_int(verify(token), NGX_OK, "the token itself");

    accepted = 0;

    for (i = 0; i < token.len; i++) {
        for (bit = 1; bit; bit <<= 1) {
            token.data[i] ^= bit;
            accepted += (verify(token) != NGX_ERROR);
            token.data[i] ^= bit;
        }
    }

    is_int(accepted, 0, "every single bit matters");

    accepted = 0;

    for (i = 0; i < token.len; i++) {
        for (bad = 0; bad < 256; bad++) {
            bit = token.data[i];

            if (bad == bit) {
                continue;
            }

            token.data[i] = (u_char) bad;
            accepted += (verify(token) != NGX_ERROR);
            token.data[i] = bit;
        }
    }

    is_int(accepted, 0, "every other byte in every place is refused");

    accepted = 0;

    for (i = 0; i < token.len; i++) {
        copy = tap_exact((char *) token.data, i);
        accepted += (verify(copy) != NGX_ERROR);
        copy = tap_exact((char *) token.data + i + 1, token.len - i - 1);
        accepted += (verify(copy) != NGX_ERROR);
    }

    is_int(accepted, 0, "truncated at either end anywhere");

#define REFUSED(fmt, name)                                                    \
    (void) snprintf(big, sizeof(big), fmt, (int) token.len, token.data);      \
    is_int(verify(tap_exact(big, strlen(big))), NGX_ERROR, name)

    REFUSED("%.*s=", "padding");
    REFUSED("%.*s==", "more padding");
    REFUSED("%.*s.", "an empty fourth part");
    REFUSED("%.*s.x", "a fourth part");
    REFUSED(".%.*s", "an empty first part");
    REFUSED("%.*s ", "a space behind");
    REFUSED(" %.*s", "a space before");
    REFUSED("%.*s\n", "a newline");
    REFUSED("%.*s!!!!", "foreign letters");
    REFUSED("%.*sA", "one letter more");

    is_int(verify(tap_exact("", 0)), NGX_ERROR, "nothing");
    is_int(verify(tap_exact(".", 1)), NGX_ERROR, "one dot");
    is_int(verify(tap_exact("..", 2)), NGX_ERROR, "two dots");
    is_int(verify(tap_exact("...", 3)), NGX_ERROR, "three dots");
    is_int(verify(tap_exact("x.y.", 4)), NGX_ERROR, "no signature");
    is_int(verify(tap_exact(".y.z", 4)), NGX_ERROR, "no header");
    is_int(verify(tap_exact("x..z", 4)), NGX_ERROR, "no claims");

    memset(big, 'A', sizeof(big));
    is_int(verify(tap_exact(big, 2049)), NGX_ERROR, "2,049 bytes");
    big[54] = '.';
    big[2048 - 44] = '.';
    is_int(verify(tap_exact(big, 2048)), NGX_ERROR, "2,048 bytes");
    is_int(verify(tap_exact(big, sizeof(big))), NGX_ERROR, "4,096 bytes");
}


#define OTHER(claim)                                                          \
    "{\"aud\":\"ss-api\",\"gen\":3,\"iss\":\"smartstack\",\"sid\":\"" SESSION \
    "\",\"sub\":\"" USER "\",\"use\":\"access\"," claim "}"


/* C8: time, issuer, audience and use. */

static void
c8(void)
{
    says(OTHER("\"iat\":1789999000,\"exp\":1790000001"), NGX_OK,
         "expires in a second");
    says(OTHER("\"iat\":1789999000,\"exp\":1790000000"), NGX_DECLINED,
         "expires now");
    says(OTHER("\"iat\":1789999000,\"exp\":1789999999"), NGX_DECLINED,
         "expired a second ago");
    says(OTHER("\"iat\":1790000030,\"exp\":1790000600"), NGX_OK,
         "issued within the skew");
    says(OTHER("\"iat\":1790000031,\"exp\":1790000600"), NGX_ERROR,
         "issued in the future");
    says(OTHER("\"iat\":1790000000,\"exp\":1790000600,\"nbf\":1790000030"),
         NGX_OK, "not before, within the skew");
    says(OTHER("\"iat\":1790000000,\"exp\":1790000600,\"nbf\":1790000031"),
         NGX_ERROR, "not before the future");
    says(OTHER("\"iat\":1790000031,\"exp\":1790000001"), NGX_ERROR,
         "in the future and without a life");
    says(OTHER("\"iat\":1790000000,\"exp\":1790000000"), NGX_ERROR,
         "without a life");
}


/* The claims with one text replaced by another. */

static void
changed(const char *from, const char *to, const char *name)
{
    char         buf[1024];
    const char  *at;

    static const char  payload[] = "{" CLAIMS "}";

    at = strstr(payload, from);

    if (at == NULL) {
        ok(0, "\"%s\" is in the claims", from);
        return;
    }

    (void) snprintf(buf, sizeof(buf), "%.*s%s%s", (int) (at - payload),
                    payload, to, at + strlen(from));

    is_int(verify(signed_by_us(HEADER, buf)), NGX_ERROR, name);
}


static void
refuses_claims(void)
{
    changed("smartstack", "smartstacks", "another issuer");
    changed("smartstack", "", "an empty issuer");
    changed("ss-api", "ss-web", "another audience");
    changed("\"ss-api\"", "[\"ss-api\"]", "a list of audiences");
    changed("access", "share", "a token of another use: share link");
    changed("access", "guest", "guest session");
    changed("access", "email", "mail");
    changed("access", "ticket", "socket");

    changed("\"gen\":3,", "", "a claim is missing");
    changed("\"gen\":3", "\"gen\":3,\"gen\":3", "a claim twice");
    changed("\"gen\":3", "\"gen\":3,\"role\":\"owner\"", "an unknown claim");
    changed("\"gen\":3", "\"gen\":\"3\"", "a number as a text");
    changed("\"gen\":3", "\"gen\":-3", "a negative number");
    changed("\"gen\":3", "\"gen\":3.0", "a fraction");
    changed("\"gen\":3", "\"gen\":3e0", "an exponent");
    changed("\"gen\":3", "\"gen\":03", "a leading zero");
    changed("\"gen\":3", "\"gen\":", "no number");
    changed("\"gen\":3", "\"gen\":null", "null");
    changed("\"gen\":3", "\"gen\":2147483648", "beyond 31 bits");
    changed("\"gen\":3", "\"gen\":99999999999999999999999", "a huge number");
    changed("\"exp\":1790000600", "\"exp\":9007199254740993", "beyond 2^53");

    changed(USER, "019A9F40-0000-7000-8000-00000000000a", "upper case");
    changed(USER, "019a9f40-0000-7000-8000-00000000000", "a short UUID");
    changed(USER, "019a9f4000000700080000000000000aaaaa", "no hyphens");
    changed(USER, "019a9f40-0000-7000-8000-00000000000g", "no UUID");
    changed(USER, "019a9f40-0000-7000-8000-00000000\\u0030", "an escape");

    changed("{", " {", "a space before");
    changed("}", "} ", "a space behind");
    changed("}", "}}", "a brace more");
    changed("}", "", "a brace less");
    changed("}", ",}", "a comma at the end");
    changed("{", "{,", "a comma at the start");
    changed("{", "[", "a list");
    changed(":3,", ": 3,", "a space inside");
    changed("\"use\":", "\"use\"", "no colon");
    changed("\"use\":", "use:", "no quotes");
    changed("\"use\":\"access\"}", "\"use\":\"access", "no end");
    changed("access", "acc\001ess", "a control character");

    says("", NGX_ERROR, "no claims");
    says("{", NGX_ERROR, "an open brace");
    says("{}", NGX_ERROR, "an empty object");
    says("null", NGX_ERROR, "null");

    says("{\"use\":\"access\",\"sub\":\"" USER "\",\"sid\":\"" SESSION "\","
         "\"iss\":\"smartstack\",\"iat\":1790000000,\"gen\":0,"
         "\"exp\":1790000600,\"aud\":\"ss-api\"}", NGX_OK, "any order");
}


/* Rotation: next, promoted, dropped. */

static void
rotates(void)
{
    ngx_str_t                   old, new;
    ngx_smartstack_keyring_t   *first;

    first = ring;
    issue(&old);

    ring = keyring(KEY("k1", KEY1, "previous") "," KEY("k2", KEY2, "current"));
    is_int(verify(old), NGX_OK, "the old key still verifies");
    issue(&new);

    ring = keyring(KEY("k1", KEY1, "current") "," KEY("k2", KEY2, "next"));
    is_int(verify(new), NGX_OK, "the new one verified before it signed");

    ring = keyring(KEY("k2", KEY2, "current"));
    is_int(verify(new), NGX_OK, "the new one alone");
    is_int(verify(old), NGX_ERROR, "the old one is dropped");

    ring = keyring(KEY("k1", KEY2, "current"));
    is_int(verify(old), NGX_ERROR, "the same name with another key");

    ring = first;
}


static void
refresh_tokens(void)
{
    size_t                     i, bad, accepted;
    u_char                     byte;
    ngx_str_t                  token, short_one;
    ngx_smartstack_refresh_t   refresh, read;

    ngx_memcpy(refresh.session, SESSION, 36);
    refresh.generation = 0x01020304;

    is_int(ngx_smartstack_refresh_issue(tap_pool, ring, &refresh, &token),
           NGX_OK, "issues a refresh token");
    is_int(token.len, 72, "of 72 characters");

    token = tap_exact((char *) token.data, token.len);

    is_int(ngx_smartstack_refresh_verify(ring, &token, &read), NGX_OK,
           "verifies it");
    ok(ngx_memcmp(read.session, SESSION, 36) == 0, "session");
    is_int(read.generation, 0x01020304, "generation");

    accepted = 0;

    for (i = 0; i < token.len; i++) {
        for (bad = 0; bad < 256; bad++) {
            byte = token.data[i];

            if (bad == byte) {
                continue;
            }

            token.data[i] = (u_char) bad;
            accepted += (ngx_smartstack_refresh_verify(ring, &token, &read)
                         != NGX_ERROR);
            token.data[i] = byte;
        }
    }

    is_int(accepted, 0, "every other byte in every place is refused");

    accepted = 0;

    for (i = 0; i < token.len; i++) {
        short_one = tap_exact((char *) token.data, i);
        accepted += (ngx_smartstack_refresh_verify(ring, &short_one, &read)
                     != NGX_ERROR);
    }

    is_int(accepted, 0, "truncated anywhere");

    refresh.generation = 0;
    is_int(ngx_smartstack_refresh_issue(tap_pool, ring, &refresh, &token),
           NGX_OK, "the first generation");
    is_int(ngx_smartstack_refresh_verify(ring, &token, &read), NGX_OK,
           "is good");
    is_int(read.generation, 0, "and is 0");

    refresh.generation = 0x80000000;
    is_int(ngx_smartstack_refresh_issue(tap_pool, ring, &refresh, &token),
           NGX_OK, "a generation that the database cannot hold");
    is_int(ngx_smartstack_refresh_verify(ring, &token, &read), NGX_ERROR,
           "is refused");

    ngx_memcpy(refresh.session, "x19a9f40", 8);
    is_int(ngx_smartstack_refresh_issue(tap_pool, ring, &refresh, &token),
           NGX_ERROR, "a session that is no UUID");

    issue(&token);
    is_int(ngx_smartstack_refresh_verify(ring, &token, &read), NGX_ERROR,
           "an access token is no refresh token");
}


/* Made with Python: HKDF of the key (no salt), then HMAC-SHA-256. */

static void
refresh_vector(void)
{
    ngx_str_t                  token;
    ngx_smartstack_refresh_t   refresh;

    ngx_memcpy(refresh.session, SESSION, 36);
    refresh.generation = 7;

    is_int(ngx_smartstack_refresh_issue(tap_pool, ring, &refresh, &token),
           NGX_OK, "a refresh token");
    is_str(&token, "ATEBmp9AAABwAIAAAAAAAAALAAAAB8YtLSzc"
           "Tp56yntSJb6xgzxk7HRIUgH0UfcFjl5lHnJd",
           "is what another implementation makes");
}


static void
base64url(void)
{
    u_char      bytes[64], text[128], again[64], *end;
    size_t      i, n;
    ngx_uint_t  wrong;

    wrong = 0;

    for (n = 0; n < 64; n++) {
        for (i = 0; i < n; i++) {
            bytes[i] = (u_char) (i * 37 + n * 101);
        }

        end = ngx_smartstack_base64url_encode(text, bytes, n);

        if ((size_t) (end - text) != ngx_smartstack_base64url_encoded(n)
            || ngx_smartstack_base64url_decoded(end - text) != (ssize_t) n
            || ngx_smartstack_base64url_decode(again, text, end - text)
               != NGX_OK
            || ngx_memcmp(bytes, again, n) != 0)
        {
            wrong++;
        }
    }

    is_int(wrong, 0, "base64url reads what it writes");

#define DECODES(text, rc, name)                                               \
    is_int(ngx_smartstack_base64url_decode(again,                             \
               tap_exact(text, sizeof(text) - 1).data, sizeof(text) - 1),     \
           rc, name)

    DECODES("-_-_", NGX_OK, "the letters of its own");
    DECODES("+/+/", NGX_DECLINED, "not those of base64");
    DECODES("AA==", NGX_DECLINED, "no padding");
    DECODES("A", NGX_DECLINED, "an impossible length");
    DECODES("AA", NGX_OK, "one byte");
    DECODES("AB", NGX_DECLINED, "one byte with spare bits");
    DECODES("AAA", NGX_OK, "two bytes");
    DECODES("AAB", NGX_DECLINED, "two bytes with spare bits");
    DECODES("A\xc3""AA", NGX_DECLINED, "a byte beyond ASCII");
}


TAP_MAIN
{
    ring = keyring(KEY("k1", KEY1, "current") "," KEY("k2", KEY2, "next"));

    base64url();
    issues_and_verifies();
    agrees_with_libjwt();
    c6();
    c7();
    c8();
    refuses_claims();
    rotates();
    refresh_tokens();
    refresh_vector();
}
