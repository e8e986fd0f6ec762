
/* C18: the vectors of RFC 7515, and every reason not to believe a token. */


#include "tap.h"
#include <ngx_smartstack_base64url.h>
#include <ngx_smartstack_id_token.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>


#define NOW     1790000000

#define HEADER  "{\"alg\":\"ES256\",\"kid\":\"k1\"}"
#define ISS     "\"iss\":\"https://a.example\","
#define AUD     "\"aud\":\"client\","
#define NONCE   "\"nonce\":\"n-1\","
#define TIMES   "\"iat\":1790000000,\"exp\":1790000300,"
#define PERSON  "\"sub\":\"s-1\",\"email\":\"ann@example.com\""
#define CLAIMS  "{" ISS AUD NONCE TIMES PERSON "}"

/* RFC 7515, A.2 and A.3 */
#define RFC_CLAIMS                                                            \
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlL"   \
    "mNvbS9pc19yb290Ijp0cnVlfQ"
#define RFC_RSA                                                               \
    "eyJhbGciOiJSUzI1NiJ9." RFC_CLAIMS "."                                    \
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHI"   \
    "m4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB"   \
    "--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN938"   \
    "3LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"   \
    "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
#define RFC_RSA_N                                                             \
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-"   \
    "4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r"   \
    "2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UT"   \
    "o7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxX"   \
    "FvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
#define RFC_EC                                                                \
    "eyJhbGciOiJFUzI1NiJ9." RFC_CLAIMS "."                                    \
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQx"   \
    "fKTUJqPP3-Kg6NU1Q"
#define RFC_X   "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\""
#define RFC_Y   "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\""

#define RSA_SHORT                                                             \
    "qd0L2LgQjgZxY-vnVyEurr1lRSOjqo8rvw1UKjT18Dlan0PcCiMnHgGsTggePrwZZU"      \
    "vIZHmFmUGRL0_QgIEG96o4O4Z3h-17VmapwdYFXVdCMyLeBxCduJ1tAe0Zbh4UtX12"      \
    "EyYDVO0TH6AIJGupuf60D6I8IlAswtZ3ZoX42CE"

#define RSA(more)  "{\"kty\":\"RSA\",\"e\":\"AQAB\"," more "}"
#define RSA_KEY    RSA("\"n\":\"" RFC_RSA_N "\"")
#define EC(more)   "{\"kty\":\"EC\",\"crv\":\"P-256\"," more "}"
#define EC_KEY     EC(RFC_X "," RFC_Y)


static EVP_PKEY                        *key;
static ngx_array_t                     *keys;
static const char                      *why;
static ngx_smartstack_id_token_t        token;
static ngx_smartstack_id_token_want_t   want = {
    NGX_SMARTSTACK_ES256, ngx_string("https://a.example"),
    ngx_string("client"), ngx_string("n-1"), NOW
};


/* A key of this test's own, by the name k1. */

static void
make_key(void)
{
    ngx_smartstack_jwk_t  *jwk;

    key = EVP_EC_gen("P-256");
    keys = ngx_array_create(tap_pool, 2, sizeof(ngx_smartstack_jwk_t));

    jwk = ngx_array_push(keys);
    ngx_str_set(&jwk->kid, "k1");
    jwk->key = key;

    jwk = ngx_array_push(keys);
    ngx_str_set(&jwk->kid, "k2");
    jwk->key = key;
}


static size_t
sign(u_char *raw, u_char *text, size_t len)
{
    size_t         n;
    u_char         der[128];
    ECDSA_SIG     *sig;
    EVP_MD_CTX    *md;
    const u_char  *p;

    n = sizeof(der);
    md = EVP_MD_CTX_new();
    (void) EVP_DigestSignInit(md, NULL, EVP_sha256(), NULL, key);
    (void) EVP_DigestSign(md, der, &n, text, len);
    EVP_MD_CTX_free(md);

    p = der;
    sig = d2i_ECDSA_SIG(NULL, &p, n);
    (void) BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, 32);
    (void) BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + 32, 32);
    ECDSA_SIG_free(sig);

    return 64;
}


static ngx_str_t
signed_by_us(const char *header, const char *claims)
{
    u_char     *p, raw[64];
    ngx_str_t   text;

    text.data = ngx_pnalloc(tap_pool, 16384);
    p = ngx_smartstack_base64url_encode(text.data, (u_char *) header,
                                        strlen(header));
    *p++ = '.';
    p = ngx_smartstack_base64url_encode(p, (u_char *) claims, strlen(claims));
    (void) sign(raw, text.data, p - text.data);
    *p++ = '.';
    p = ngx_smartstack_base64url_encode(p, raw, sizeof(raw));

    return tap_exact((char *) text.data, p - text.data);
}


static ngx_int_t
verify(ngx_str_t text)
{
    why = "";

    return ngx_smartstack_id_token_verify(tap_pool, &text, keys, &want,
                                          &token, &why);
}


/* The header and claims, signed as they are, and why they are not believed. */

static void
refuses(const char *header, const char *claims, const char *reason,
    const char *name)
{
    ngx_int_t  rc;

    rc = verify(signed_by_us(header, claims));

    if (!ok(rc == NGX_DECLINED && strcmp(why, reason) == 0, "C18: %s", name))
    {
        note("got %d, \"%s\"", (int) rc, why);
    }
}


static ngx_array_t *
jwks(const char *text, ngx_smartstack_algorithm_e algorithm)
{
    ngx_str_t  exact;

    exact = tap_exact(text, strlen(text));

    return ngx_smartstack_jwks_read(tap_pool, &exact, algorithm);
}


/* Their claims are not for us; that is found after the signature. */

static void
rfc7515(const char *name, ngx_smartstack_algorithm_e algorithm,
    const char *set, const char *text)
{
    size_t                           i;
    ngx_str_t                        exact;
    ngx_array_t                     *theirs;
    ngx_smartstack_id_token_want_t   joe;

    joe = want;
    joe.algorithm = algorithm;
    ngx_str_set(&joe.issuer, "joe");

    theirs = jwks(set, algorithm);

    if (!ok(theirs && theirs->nelts == 1, "%s: the key", name)) {
        return;
    }

    exact = tap_exact(text, strlen(text));

    ok(ngx_smartstack_id_token_verify(tap_pool, &exact, theirs, &joe, &token,
                                      &why)
       == NGX_DECLINED && strcmp(why, "it is for somebody else") == 0,
       "%s: the signature", name);

    for (i = exact.len - 80; i < exact.len; i += 13) {
        exact.data[i] ^= (exact.data[i] == 'A') ? 3 : 'A' ^ exact.data[i];

        ok(ngx_smartstack_id_token_verify(tap_pool, &exact, theirs, &joe,
                                          &token, &why)
           == NGX_DECLINED
           && strcmp(why, "its signature is not of the provider") == 0,
           "%s: another byte at %d", name, (int) i);

        exact.data[i] = text[i];
    }

    joe.algorithm = (algorithm == NGX_SMARTSTACK_RS256)
                    ? NGX_SMARTSTACK_ES256 : NGX_SMARTSTACK_RS256;

    ok(ngx_smartstack_id_token_verify(tap_pool, &exact, theirs, &joe, &token,
                                      &why)
       == NGX_DECLINED && strcmp(why, "it names another algorithm") == 0,
       "%s: where the other algorithm is expected", name);
}


static void
sets(void)
{
    ngx_uint_t  i;

    static const struct {
        const char  *name;
        const char  *text;
        ngx_uint_t   n;
    } cases[] = {
        { "no JSON", "keys", 0 },
        { "no object", "[]", 0 },
        { "no keys", "{}", 0 },
        { "keys that are no list", "{\"keys\":{}}", 0 },
        { "an empty list", "{\"keys\":[]}", 0 },
        { "a key that is none", "{\"keys\":[1,null,{}]}", 0 },
        { "a key", "{\"keys\":[" EC_KEY "]}", 1 },
        { "a key among others",
          "{\"keys\":[" RSA_KEY "," EC_KEY ",{\"kty\":\"oct\"}]}", 1 },
        { "a key for encryption",
          "{\"keys\":[" EC("\"use\":\"enc\"," RFC_X "," RFC_Y) "]}", 0 },
        { "a key for another algorithm",
          "{\"keys\":[" EC("\"alg\":\"ES384\"," RFC_X "," RFC_Y) "]}", 0 },
        { "a name that is no text",
          "{\"keys\":[" EC("\"kid\":1," RFC_X "," RFC_Y) "]}", 0 },
        { "half a key", "{\"keys\":[" EC(RFC_X) "]}", 0 },
        { "a point off the curve",
          "{\"keys\":[" EC(RFC_X ",\"y\":"
          "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"") "]}", 0 },
        { "a coordinate too short",
          "{\"keys\":[" EC(RFC_X ",\"y\":\"AAEC\"") "]}", 0 },
        { "another curve",
          "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\"," RFC_X "," RFC_Y
          "}]}", 0 }
    };

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        keys = jwks(cases[i].text, NGX_SMARTSTACK_ES256);
        is_int(keys ? keys->nelts : 0, cases[i].n, cases[i].name);
    }

    keys = jwks("{\"keys\":[" RSA("\"n\":\"" RSA_SHORT "\"") "]}",
                NGX_SMARTSTACK_RS256);
    ok(keys == NULL, "C18: an RSA key below 2048 bits");

    keys = jwks("{\"keys\":[" RSA_KEY "," EC_KEY "]}", NGX_SMARTSTACK_RS256);
    is_int(keys ? keys->nelts : 0, 1, "an RSA key among others");
}


static void
believes(void)
{
    is_int(verify(signed_by_us(HEADER, CLAIMS)), NGX_OK, "believes a token");
    is_str(&token.subject, "s-1", "subject");
    is_str(&token.email, "ann@example.com", "address");
    is_str(&token.name, "", "no name");
    ok(!token.verified, "C18: an address is proven only if that is said");

    is_int(verify(signed_by_us(HEADER, "{" ISS NONCE TIMES PERSON ","
               "\"aud\":[\"other\",\"client\"],\"azp\":\"client\","
               "\"email_verified\":true,\"name\":\"Ann\"}")),
           NGX_OK, "of several audiences, made for us");
    is_str(&token.name, "Ann", "name");
    ok(token.verified, "address is proven");

    (void) verify(signed_by_us(HEADER, "{" ISS AUD NONCE TIMES PERSON ","
                      "\"email_verified\":\"true\"}"));
    ok(!token.verified, "C18: a text is not true");

    is_int(verify(signed_by_us(HEADER, "{" ISS AUD NONCE PERSON ","
               "\"iat\":1790000030,\"exp\":1789999971,\"nbf\":1790000030}")),
           NGX_OK, "clocks may differ by half a minute");

    is_int(verify(signed_by_us("{\"alg\":\"ES256\",\"kid\":\"k9\"}", CLAIMS)),
           NGX_AGAIN, "C18: an unknown key may be a new one");
    is_int(verify(signed_by_us("{\"alg\":\"ES256\"}", CLAIMS)),
           NGX_AGAIN, "C18: none named, of two");

    keys->nelts = 1;
    is_int(verify(signed_by_us("{\"alg\":\"ES256\"}", CLAIMS)), NGX_OK,
           "none named, of one");
    keys->nelts = 2;
}


static void
shapes(void)
{
    size_t      i;
    u_char     *p;
    ngx_str_t   text, whole;
    ngx_uint_t  wrong;

    static const char  *texts[] = {
        "", ".", "..", "a.b", "a.b.c.d", ".b.c", "a..c", "a.b.", "a.b.c.",
        ".a.b.c"
    };

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        ok(verify(tap_exact(texts[i], strlen(texts[i]))) == NGX_DECLINED
           && strcmp(why, "it is no token") == 0,
           "C18: \"%s\" is no token", texts[i]);
    }

    text.len = NGX_SMARTSTACK_ID_TOKEN_MAX + 1;
    text.data = ngx_pnalloc(tap_pool, text.len);
    ngx_memset(text.data, 'a', text.len);
    text.data[1] = text.data[3] = '.';

    ok(verify(text) == NGX_DECLINED && strcmp(why, "it is no token") == 0,
       "C18: too long a one is none");

    whole = signed_by_us(HEADER, CLAIMS);
    wrong = 0;

    /* of a byte's lowest bits, base64url may leave the last ones unused */

    for (i = 0; i < whole.len; i++) {
        text = tap_exact((char *) whole.data, whole.len);
        text.data[i] = (text.data[i] == 'A') ? 'Q' : 'A';
        wrong += (verify(text) != NGX_OK);

        text = tap_exact((char *) whole.data, i);
        wrong += (verify(text) != NGX_OK);
    }

    is_int(wrong, 2 * whole.len, "C18: a byte changed, or cut anywhere");

    text = tap_exact((char *) whole.data, whole.len);
    p = ngx_strlchr(text.data, text.data + text.len, '.') + 1;
    p = ngx_strlchr(p, text.data + text.len, '.') + 1;

    text.len = p - text.data + 43;
    ok(verify(text) == NGX_DECLINED
       && strcmp(why, "its signature is not of the provider") == 0,
       "C18: half a signature");

    text.len = whole.len;
    ngx_memset(p, 'A', text.data + text.len - p);
    ok(verify(text) == NGX_DECLINED
       && strcmp(why, "its signature is not of the provider") == 0,
       "C18: a signature of zeros");
}


static void
headers(void)
{
    ngx_uint_t  i;

    static const char  *wrong[] = {
        "{\"alg\":\"none\",\"kid\":\"k1\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\"}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
        "{\"alg\":\"es256\",\"kid\":\"k1\"}",
        "{\"alg\":\"ES256 \",\"kid\":\"k1\"}",
        "{\"alg\":[\"ES256\"],\"kid\":\"k1\"}",
        "{\"kid\":\"k1\"}",
        "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"kid\":\"k1\"}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",\"crit\":[]}",
        "[\"ES256\"]",
        "ES256"
    };

    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        refuses(wrong[i], CLAIMS, "it names another algorithm", wrong[i]);
    }
}


static void
claims(void)
{
    ngx_uint_t  i;

    static const struct {
        const char  *text;
        const char  *why;
    } wrong[] = {
        { "[]", "its claims are no JSON object" },
        { "no JSON", "its claims are no JSON object" },
        { "{" ISS CLAIMS "}", "its claims are no JSON object" },
        { "{" ISS ISS AUD NONCE TIMES PERSON "}",
          "its claims are no JSON object" },

        { "{" AUD NONCE TIMES PERSON "}", "it is of another issuer" },
        { "{\"iss\":\"https://a.example/\"," AUD NONCE TIMES PERSON "}",
          "it is of another issuer" },
        { "{\"iss\":\"https://a.example\\u0000\"," AUD NONCE TIMES PERSON "}",
          "its claims are no JSON object" },

        { "{" ISS NONCE TIMES PERSON "}", "it is for somebody else" },
        { "{\"aud\":\"other\"," ISS NONCE TIMES PERSON "}",
          "it is for somebody else" },
        { "{\"aud\":[]," ISS NONCE TIMES PERSON "}",
          "it is for somebody else" },
        { "{\"aud\":[\"other\",[\"client\"]]," ISS NONCE TIMES PERSON "}",
          "it is for somebody else" },

        { "{\"aud\":[\"client\",\"other\"]," ISS NONCE TIMES PERSON "}",
          "it was made for somebody else" },
        { "{\"azp\":\"other\"," ISS AUD NONCE TIMES PERSON "}",
          "it was made for somebody else" },
        { "{\"azp\":null," ISS AUD NONCE TIMES PERSON "}",
          "it was made for somebody else" },

        { "{" ISS AUD TIMES PERSON "}", "it answers another request" },
        { "{\"nonce\":\"n-2\"," ISS AUD TIMES PERSON "}",
          "it answers another request" },

        { "{" ISS AUD NONCE "\"iat\":1790000000," PERSON "}",
          "it has expired" },
        { "{" ISS AUD NONCE "\"iat\":1790000000,\"exp\":1789999970," PERSON
          "}", "it has expired" },
        { "{" ISS AUD NONCE "\"iat\":1790000000,\"exp\":\"1790000300\","
          PERSON "}", "it has expired" },
        { "{" ISS AUD NONCE "\"iat\":1790000000,\"exp\":1790000300.5,"
          PERSON "}", "it has expired" },

        { "{" ISS AUD NONCE "\"exp\":1790000300," PERSON "}",
          "it is not of now" },
        { "{" ISS AUD NONCE "\"iat\":1790000031,\"exp\":1790000300," PERSON
          "}", "it is not of now" },
        { "{" ISS AUD NONCE "\"iat\":1789999399,\"exp\":1790000300," PERSON
          "}", "it is not of now" },

        { "{\"nbf\":1790000031," ISS AUD NONCE TIMES PERSON "}",
          "it is not valid yet" },
        { "{\"nbf\":true," ISS AUD NONCE TIMES PERSON "}",
          "it is not valid yet" },

        { "{" ISS AUD NONCE TIMES "\"email\":\"a@b.example\"}",
          "it names nobody" },
        { "{" ISS AUD NONCE TIMES "\"sub\":\"\",\"email\":\"a@b.example\"}",
          "it names nobody" },
        { "{" ISS AUD NONCE TIMES "\"sub\":7,\"email\":\"a@b.example\"}",
          "it names nobody" },
        { "{" ISS AUD NONCE TIMES "\"sub\":\"s-1\"}",
          "it tells no address" },
        { "{" ISS AUD NONCE TIMES "\"sub\":\"s-1\",\"email\":[]}",
          "it tells no address" }
    };

    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        refuses(HEADER, wrong[i].text, wrong[i].why, wrong[i].text);
    }
}


static void
long_subject(void)
{
    char  text[1024], sub[NGX_SMARTSTACK_SUBJECT_MAX + 2];

    memset(sub, 's', sizeof(sub));
    sub[NGX_SMARTSTACK_SUBJECT_MAX + 1] = '\0';

    (void) snprintf(text, sizeof(text), "{" ISS AUD NONCE TIMES
                    "\"sub\":\"%s\",\"email\":\"a@b.example\"}", sub);
    refuses(HEADER, text, "it names nobody", "too long a subject");

    sub[NGX_SMARTSTACK_SUBJECT_MAX] = '\0';

    (void) snprintf(text, sizeof(text), "{" ISS AUD NONCE TIMES
                    "\"sub\":\"%s\",\"email\":\"a@b.example\"}", sub);
    is_int(verify(signed_by_us(HEADER, text)), NGX_OK, "the longest subject");
}


TAP_MAIN
{
    rfc7515("RFC 7515, A.2", NGX_SMARTSTACK_RS256,
            "{\"keys\":[" RSA_KEY "]}", RFC_RSA);
    rfc7515("RFC 7515, A.3", NGX_SMARTSTACK_ES256,
            "{\"keys\":[" EC_KEY "]}", RFC_EC);
    sets();

    make_key();
    believes();
    shapes();
    headers();
    claims();
    long_subject();

    EVP_PKEY_free(key);
}
