
/*
 * Who asks.  Everything that can be seen without the database is checked
 * first; the statement that opens the batch does the rest.
 */


#include <ngx_http_smartstack.h>
#include <ngx_smartstack_secret.h>
#include <ngx_smartstack_uuid.h>


#define NGX_HTTP_SMARTSTACK_AGENT     255


static ngx_int_t ngx_http_smartstack_guest(ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_key(ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_tenant(ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_digest(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *secret);
static ngx_int_t ngx_http_smartstack_uuid(ngx_http_smartstack_ctx_t *ctx,
    const u_char *bytes, ngx_str_t *text);


static ngx_str_t  ngx_http_smartstack_access = ngx_string("__Host-ss_at");
static ngx_str_t  ngx_http_smartstack_guests = ngx_string("__Host-ss_gs");


ngx_smartstack_caller_e
ngx_http_smartstack_caller(ngx_http_smartstack_ctx_t *ctx)
{
    /* smartstack_require has no operation */

    return ctx->operation ? ctx->operation->caller
                          : NGX_SMARTSTACK_CALLER_USER;
}


ngx_int_t
ngx_http_smartstack_who(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t                rc;
    ngx_smartstack_caller_e  caller;

    caller = ngx_http_smartstack_caller(ctx);

    if (caller == NGX_SMARTSTACK_CALLER_PUBLIC) {
        return NGX_OK;
    }

    if (ctx->headers.authorization != NULL) {
        rc = ngx_http_smartstack_key(ctx);

    } else if (caller == NGX_SMARTSTACK_CALLER_LINK) {
        return ngx_http_smartstack_guest(ctx);

    } else {
        rc = ngx_http_smartstack_session(ctx);
    }

    if (rc != NGX_OK || caller != NGX_SMARTSTACK_CALLER_MEMBER) {
        return rc;
    }

    return ngx_http_smartstack_tenant(ctx);
}


/* The access cookie. */

ngx_int_t
ngx_http_smartstack_session(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_int_t   rc;
    ngx_str_t   token;

    rc = ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_access,
                                    &token);

    if (rc == NGX_OK) {
        rc = ngx_smartstack_token_verify(ctx->conf->keyring, &token,
                                         ngx_time(), &ctx->claims);
        if (rc == NGX_OK) {
            ctx->credential = NGX_HTTP_SMARTSTACK_SESSION;
            ctx->authenticated = 1;
            return NGX_OK;
        }

        ngx_smartstack_count(NGX_SMARTSTACK_C_TOKEN_REFUSED);

        if (rc == NGX_DECLINED) {
            return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                       "token_expired", "The access token is out of date.");
        }
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                                       "auth_required", "Sign in first.");
}


/* One cookie is the guest of several links: the header says which is meant. */

static ngx_int_t
ngx_http_smartstack_guest(ngx_http_smartstack_ctx_t *ctx)
{
    u_char      bytes[16];
    ngx_str_t   token, *value;

    static ngx_str_t  header = ngx_string("SmartStack-Link");

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_guests,
                                   &token)
        != NGX_OK
        || ngx_smartstack_secret_is_token(&token) != NGX_OK)
    {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                       "auth_required", "Open the link that you were sent.");
    }

    if (ctx->headers.link == NULL) {
        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                     &header, "required",
                     "This operation works behind a link: name its id.");
    }

    value = &ctx->headers.link->value;

    if (ngx_smartstack_uuid_parse(value->data, value->len, bytes) != NGX_OK) {
        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                                         &header, "format",
                                         "A link's id is a UUID.");
    }

    ctx->credential = NGX_HTTP_SMARTSTACK_GUEST;

    if (ngx_http_smartstack_digest(ctx, &token) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_uuid(ctx, bytes, &ctx->link);
}


/* Authorization: Bearer ss_live_... */

static ngx_int_t
ngx_http_smartstack_key(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  key, cookie;

    static ngx_str_t  header = ngx_string("Authorization");

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_access,
                                   &cookie)
        != NGX_DECLINED
        || ngx_http_smartstack_cookie(ctx->request,
                                      &ngx_http_smartstack_guests, &cookie)
           != NGX_DECLINED)
    {
        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST, &header,
                     "two_credentials",
                     "Send an API key or a session's cookie, not both.");
    }

    ctx->credential = NGX_HTTP_SMARTSTACK_KEY;

    key = ctx->headers.authorization->value;

    if (key.len < sizeof("Bearer ") - 1
        || ngx_strncasecmp(key.data, (u_char *) "Bearer ",
                           sizeof("Bearer ") - 1)
           != 0)
    {
        goto invalid;
    }

    key.data += sizeof("Bearer ") - 1;
    key.len -= sizeof("Bearer ") - 1;

    if (ngx_smartstack_secret_is_api_key(&key) != NGX_OK) {
        goto invalid;
    }

    if (ctx->operation == NULL || ctx->operation->scope.len == 0) {
        return ngx_http_smartstack_problem(ctx, NGX_HTTP_FORBIDDEN,
                   "key_not_allowed", "This is not for API keys.");
    }

    if (ngx_http_smartstack_digest(ctx, &key) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_known_key(ctx);

invalid:

    ngx_smartstack_count(NGX_SMARTSTACK_C_KEY_REFUSED);

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                   "invalid_key", "This is not an API key of ours.");
}


static ngx_int_t
ngx_http_smartstack_tenant(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                       bytes[16];
    ngx_str_t                   *value;
    ngx_smartstack_operation_t  *op;

    static ngx_str_t  header = ngx_string("SmartStack-Workspace");

    op = ctx->operation;

    if (op->workspace >= 0) {
        value = &ctx->match.values[op->workspace];

    } else if (ctx->headers.workspace == NULL) {

        if (ctx->credential == NGX_HTTP_SMARTSTACK_KEY) {
            return NGX_OK;          /* the key's own */
        }

        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                     &header, "required",
                     "This operation works in a workspace: name its id.");

    } else {
        value = &ctx->headers.workspace->value;
    }

    if (ngx_smartstack_uuid_parse(value->data, value->len, bytes) != NGX_OK) {

        if (op->workspace >= 0) {
            return NGX_OK;          /* the path's own schema tells */
        }

        return ngx_http_smartstack_fault(ctx, NGX_HTTP_BAD_REQUEST,
                                         &header, "format",
                                         "A workspace's id is a UUID.");
    }

    return ngx_http_smartstack_uuid(ctx, bytes, &ctx->workspace);
}


static ngx_int_t
ngx_http_smartstack_digest(ngx_http_smartstack_ctx_t *ctx, ngx_str_t *secret)
{
    ctx->digest.len = NGX_SMARTSTACK_DIGEST_LEN;
    ctx->digest.data = ngx_pnalloc(ctx->request->pool,
                                   NGX_SMARTSTACK_DIGEST_LEN);
    if (ctx->digest.data == NULL) {
        return NGX_ERROR;
    }

    return ngx_smartstack_secret_digest(secret, ctx->digest.data);
}


static ngx_int_t
ngx_http_smartstack_uuid(ngx_http_smartstack_ctx_t *ctx, const u_char *bytes,
    ngx_str_t *text)
{
    text->data = ngx_pnalloc(ctx->request->pool, NGX_SMARTSTACK_UUID_LEN);
    if (text->data == NULL) {
        return NGX_ERROR;
    }

    (void) ngx_smartstack_uuid_format(text->data, bytes);
    text->len = NGX_SMARTSTACK_UUID_LEN;

    return NGX_OK;
}


void
ngx_http_smartstack_client_ip(ngx_http_request_t *r, ngx_str_t *ip)
{
    struct sockaddr      *sa;
    struct sockaddr_in   *sin;
#if (NGX_HAVE_INET6)
    struct sockaddr_in6  *sin6;
#endif

    sa = r->connection->sockaddr;

    switch (sa->sa_family) {

    case AF_INET:
        sin = (struct sockaddr_in *) sa;
        ip->data = (u_char *) &sin->sin_addr;
        ip->len = 4;
        break;

#if (NGX_HAVE_INET6)
    case AF_INET6:
        sin6 = (struct sockaddr_in6 *) sa;
        ip->data = sin6->sin6_addr.s6_addr;
        ip->len = 16;

        if (IN6_IS_ADDR_V4MAPPED(&sin6->sin6_addr)) {
            /* of IPv4, at a socket for both */
            ip->data += 12;
            ip->len = 4;
        }

        break;
#endif

    default:
        ngx_str_null(ip);
    }
}


ngx_int_t
ngx_http_smartstack_network(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *network)
{
    u_char     *p;
    ngx_str_t   ip;

    ngx_http_smartstack_client_ip(ctx->request, &ip);

    network->data = ngx_pnalloc(ctx->request->pool, NGX_SOCKADDR_STRLEN);
    if (network->data == NULL) {
        return NGX_ERROR;
    }

    p = ip.data;

    switch (ip.len) {

    case 4:
        p = ngx_sprintf(network->data, "%ud.%ud.%ud.0/24", p[0], p[1], p[2]);
        break;

    case 16:
        p = ngx_sprintf(network->data, "%xd:%xd:%xd::/48",
                        p[0] << 8 | p[1], p[2] << 8 | p[3],
                        p[4] << 8 | p[5]);
        break;

    default:
        p = ngx_sprintf(network->data, "local");
    }

    network->len = p - network->data;

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_address(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *address)
{
    ngx_str_t  ip;

    ngx_http_smartstack_client_ip(ctx->request, &ip);

    if (ip.len == 0) {
        ngx_str_null(address);
        return NGX_OK;
    }

    address->data = ngx_pnalloc(ctx->request->pool, NGX_SOCKADDR_STRLEN);
    if (address->data == NULL) {
        return NGX_ERROR;
    }

    address->len = ngx_inet_ntop(ip.len == 4 ? AF_INET : AF_INET6, ip.data,
                                 address->data, NGX_SOCKADDR_STRLEN);

    return NGX_OK;
}


void
ngx_http_smartstack_agent(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *agent)
{
    ngx_table_elt_t  *h;

    ngx_str_null(agent);

    h = ctx->request->headers_in.user_agent;

    if (h == NULL) {
        return;
    }

    *agent = h->value;

    if (agent->len > NGX_HTTP_SMARTSTACK_AGENT) {
        agent->len = NGX_HTTP_SMARTSTACK_AGENT;

        while (agent->len && (agent->data[agent->len] & 0xc0) == 0x80) {
            agent->len--;
        }
    }

    if (ngx_smartstack_utf8_check(agent->data, agent->len) != NGX_OK) {
        ngx_str_null(agent);
    }
}
