
/*
 * The way to a provider: which there are, and the address that the browser
 * is sent to.  State, nonce and verifier are kept in the database under a
 * fourth secret, which only this browser has, in a cookie.
 */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_oidc.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_base64url.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>


#define NGX_HTTP_SMARTSTACK_OIDC_LIFE  600      /* s */
#define NGX_HTTP_SMARTSTACK_OIDC_PATH  "/login/callback/"


static ngx_int_t ngx_http_smartstack_oidc_send(
    ngx_http_smartstack_ctx_t *ctx, const char *pool, const char *name);
static ngx_int_t ngx_http_smartstack_oidc_sent(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_oidc_secret(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *secret);
static ngx_int_t ngx_http_smartstack_oidc_redirect(
    ngx_http_smartstack_ctx_t *ctx, ngx_http_smartstack_oidc_t *oidc);
static void ngx_http_smartstack_oidc_return_to(
    ngx_http_smartstack_ctx_t *ctx, ngx_http_smartstack_oidc_t *oidc);
static ngx_int_t ngx_http_smartstack_oidc_address(
    ngx_http_smartstack_ctx_t *ctx, ngx_http_smartstack_oidc_t *oidc,
    ngx_smartstack_text_t *out);
static ngx_int_t ngx_http_smartstack_oidc_challenge(ngx_str_t *verifier,
    u_char *challenge);


ngx_str_t  ngx_http_smartstack_oidc_browser = ngx_string("__Host-ss_tx");


ngx_str_t  ngx_http_smartstack_oidc_start_sql[] = {
    ngx_string("oidc/start"),
    ngx_null_string
};

ngx_str_t  ngx_http_smartstack_oidc_link_sql[] = {
    ngx_string("oidc/start_link"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_oidc_providers(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  *list;

    list = &ctx->conf->provider_list;

    return ngx_http_smartstack_account_reply(ctx, list->data, list->len);
}


ngx_int_t
ngx_http_smartstack_oidc_start(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_oidc_send(ctx, "auth", "oidc/start");
}


/* The same for somebody who is signed in, and adds the provider. */

ngx_int_t
ngx_http_smartstack_oidc_link(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_oidc_send(ctx, "member", "oidc/start_link");
}


static ngx_int_t
ngx_http_smartstack_oidc_send(ngx_http_smartstack_ctx_t *ctx,
    const char *pool, const char *name)
{
    ngx_int_t                    rc;
    ngx_http_smartstack_oidc_t  *oidc;
    ngx_http_smartstack_arg_t    args[] = { { "browser", NULL },
                                            { "state", NULL },
                                            { "provider", NULL },
                                            { "nonce", NULL },
                                            { "verifier", NULL },
                                            { "return_to", NULL },
                                            { NULL, NULL } };

    rc = ngx_http_smartstack_oidc_begin(ctx, &oidc);
    if (rc != NGX_OK) {
        return rc;
    }

    args[0].value = &oidc->browser;
    args[1].value = &oidc->state;
    args[2].value = &oidc->provider->conf->name;
    args[3].value = &oidc->nonce;
    args[4].value = &oidc->verifier;
    args[5].value = &oidc->return_to;

    ngx_http_smartstack_oidc_return_to(ctx, oidc);

    if (ngx_http_smartstack_oidc_secret(ctx, &oidc->browser) != NGX_OK
        || ngx_http_smartstack_oidc_secret(ctx, &oidc->state) != NGX_OK
        || ngx_http_smartstack_oidc_secret(ctx, &oidc->nonce) != NGX_OK
        || ngx_http_smartstack_oidc_secret(ctx, &oidc->verifier) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_begin_query(ctx, pool, name, args, 1,
                                           ngx_http_smartstack_oidc_sent);
}


static ngx_int_t
ngx_http_smartstack_oidc_sent(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    ngx_http_smartstack_oidc_t *oidc = ctx->data;

    ngx_smartstack_text_t  out;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    ngx_smartstack_text_init(&out, ctx->request->pool, 8192);

    if (ngx_http_smartstack_oidc_address(ctx, oidc, &out) != NGX_OK
        || ngx_http_smartstack_oidc_cookie(ctx, &oidc->browser,
                                           NGX_HTTP_SMARTSTACK_OIDC_LIFE)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_account_reply(ctx, out.data, out.len);
}


ngx_int_t
ngx_http_smartstack_oidc_begin(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_oidc_t **oidc)
{
    ngx_str_t                      *name;
    ngx_uint_t                      i, n;
    ngx_smartstack_provider_t      *provider;
    ngx_http_smartstack_oidc_t     *made;
    ngx_http_smartstack_account_t  *account;

    name = &ctx->match.values[0];
    provider = ctx->conf->provider;
    n = provider ? ctx->conf->providers->nelts : 0;

    for (i = 0; i < n; i++) {
        if (provider[i].conf->name.len == name->len
            && ngx_memcmp(provider[i].conf->name.data, name->data, name->len)
               == 0)
        {
            break;
        }
    }

    if (i == n) {
        (void) ngx_http_smartstack_problem(ctx, NGX_HTTP_NOT_FOUND,
                        "not_found", "There is nothing at this address.");
        return NGX_DECLINED;
    }

    account = ngx_http_smartstack_account(ctx);
    made = ngx_pcalloc(ctx->request->pool,
                       sizeof(ngx_http_smartstack_oidc_t));

    if (account == NULL || made == NULL) {
        return NGX_ERROR;
    }

    made->account = *account;
    made->account.remember = 1;
    made->provider = &provider[i];

    ctx->data = made;
    *oidc = made;

    return ngx_http_smartstack_oidc_redirect(ctx, made);
}


/* 32 random bytes as base64url */

static ngx_int_t
ngx_http_smartstack_oidc_secret(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *secret)
{
    u_char  bytes[32];

    secret->len = NGX_HTTP_SMARTSTACK_OIDC_SECRET;
    secret->data = ngx_pnalloc(ctx->request->pool, secret->len);

    if (secret->data == NULL || RAND_bytes(bytes, sizeof(bytes)) != 1) {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(secret->data, bytes,
                                           sizeof(bytes));
    return NGX_OK;
}


/* At the origin that the browser is at, if it is one of ours. */

static ngx_int_t
ngx_http_smartstack_oidc_redirect(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_oidc_t *oidc)
{
    ngx_str_t   *origin, *here;
    ngx_uint_t   i;

    origin = ctx->conf->origins->elts;
    here = origin;

    for (i = 0; ctx->headers.origin && i < ctx->conf->origins->nelts; i++) {
        if (origin[i].len == ctx->headers.origin->value.len
            && ngx_strncmp(origin[i].data, ctx->headers.origin->value.data,
                           origin[i].len)
               == 0)
        {
            here = &origin[i];
        }
    }

    oidc->redirect.data = ngx_pnalloc(ctx->request->pool,
                              here->len
                              + sizeof(NGX_HTTP_SMARTSTACK_OIDC_PATH)
                              + oidc->provider->conf->name.len);
    if (oidc->redirect.data == NULL) {
        return NGX_ERROR;
    }

    oidc->redirect.len = ngx_sprintf(oidc->redirect.data, "%V%s%V", here,
                                     NGX_HTTP_SMARTSTACK_OIDC_PATH,
                                     &oidc->provider->conf->name)
                         - oidc->redirect.data;

    return NGX_OK;
}


/* A path of this site, in letters that need no quoting in JSON; else "/". */

static void
ngx_http_smartstack_oidc_return_to(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_oidc_t *oidc)
{
    size_t      i;
    ngx_str_t   text;

    ngx_http_smartstack_account_member(ctx, "return_to", &text);

    if (text.len == 0 || text.data[0] != '/'
        || (text.len > 1 && text.data[1] == '/'))
    {
        ngx_str_set(&text, "/");
    }

    for (i = 0; i < text.len; i++) {
        if (text.data[i] <= ' ' || text.data[i] > '~' || text.data[i] == '"'
            || text.data[i] == '\\')
        {
            ngx_str_set(&text, "/");
        }
    }

    oidc->return_to = text;
}


/* {"url": "..."}: parameters are escaped, so nothing in it needs quoting */

static ngx_int_t
ngx_http_smartstack_oidc_address(ngx_http_smartstack_ctx_t *ctx,
    ngx_http_smartstack_oidc_t *oidc, ngx_smartstack_text_t *out)
{
    u_char                           challenge[64];
    ngx_str_t                        text;
    ngx_smartstack_provider_conf_t  *conf;

    conf = oidc->provider->conf;

    if (ngx_http_smartstack_oidc_challenge(&oidc->verifier, challenge)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    text.data = challenge;
    text.len = NGX_HTTP_SMARTSTACK_OIDC_SECRET;

    ngx_smartstack_text_literal(out, "{\"url\":\"");
    ngx_smartstack_text_str(out, &conf->authorization);
    ngx_smartstack_text_add(out,
                            ngx_strlchr(conf->authorization.data,
                                        conf->authorization.data
                                        + conf->authorization.len, '?')
                            ? (u_char *) "&" : (u_char *) "?", 1);
    ngx_smartstack_text_literal(out, "response_type=code"
                                     "&code_challenge_method=S256");

    ngx_http_smartstack_oidc_parameter(out, "&client_id=", &conf->client);
    ngx_http_smartstack_oidc_parameter(out, "&redirect_uri=",
                                       &oidc->redirect);
    ngx_http_smartstack_oidc_parameter(out, "&scope=", &conf->scope);
    ngx_http_smartstack_oidc_parameter(out, "&state=", &oidc->state);
    ngx_http_smartstack_oidc_parameter(out, "&nonce=", &oidc->nonce);
    ngx_http_smartstack_oidc_parameter(out, "&code_challenge=", &text);

    ngx_smartstack_text_literal(out, "\"}");

    return out->failed ? NGX_ERROR : NGX_OK;
}


void
ngx_http_smartstack_oidc_parameter(ngx_smartstack_text_t *out,
    const char *name, ngx_str_t *value)
{
    u_char     *p;
    uintptr_t   n;

    n = ngx_escape_uri(NULL, value->data, value->len,
                       NGX_ESCAPE_URI_COMPONENT);

    p = ngx_pnalloc(out->pool, value->len + 2 * n + 1);
    if (p == NULL) {
        out->failed = 1;
        return;
    }

    (void) ngx_escape_uri(p, value->data, value->len,
                          NGX_ESCAPE_URI_COMPONENT);

    ngx_smartstack_text_add(out, (u_char *) name, ngx_strlen(name));
    ngx_smartstack_text_add(out, p, value->len + 2 * n);

    OPENSSL_cleanse(p, value->len + 2 * n);
}


/* RFC 7636, S256 */

static ngx_int_t
ngx_http_smartstack_oidc_challenge(ngx_str_t *verifier, u_char *challenge)
{
    u_char        digest[EVP_MAX_MD_SIZE];
    unsigned int  len;

    if (EVP_Digest(verifier->data, verifier->len, digest, &len, EVP_sha256(),
                   NULL)
        != 1)
    {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_base64url_encode(challenge, digest, len);

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_oidc_cookie(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *value, time_t max_age)
{
    return ngx_http_smartstack_session_cookie(ctx->request,
                                          &ngx_http_smartstack_oidc_browser,
                                          value, max_age);
}
