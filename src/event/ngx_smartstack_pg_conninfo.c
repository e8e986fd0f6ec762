
/*
 * What libpq is told on connecting: the directive's conninfo, and what must
 * be the same everywhere.  libpq would look up a host name with a call that
 * blocks, so it is given the address besides.
 */


#include <ngx_smartstack_pg_internal.h>


/*
 * Generic plans: statements are composed from what a request asks for, so
 * planning each anew brings nothing.  No just-in-time compilation, which
 * costs more than a short statement runs.
 */
#define NGX_SMARTSTACK_PG_OPTIONS                                             \
    "-c plan_cache_mode=force_generic_plan -c jit=off"


typedef struct {
    const char   *keyword;
    const char   *value;
} ngx_smartstack_pg_param_t;


static ngx_uint_t ngx_smartstack_pg_by_name(const char *host,
    const char *hostaddr);
static const char *ngx_smartstack_pg_option(PQconninfoOption *options,
    const char *keyword);
static ngx_uint_t ngx_smartstack_pg_index(ngx_smartstack_pg_t *pg,
    const char *keyword);
static void ngx_smartstack_pg_param(ngx_smartstack_pg_t *pg,
    const char *keyword, const char *value, ngx_uint_t force);


/* For all connections; a conninfo that names one of them wins. */
static ngx_smartstack_pg_param_t  ngx_smartstack_pg_defaults[] = {
    { "gssencmode", "disable" },
    { "client_encoding", "UTF8" },
    { "passfile", "/nonexistent" },
    { "keepalives_idle", "60" },
    { "keepalives_interval", "10" },
    { "tcp_user_timeout", "10000" },
    { "options", NGX_SMARTSTACK_PG_OPTIONS },
    { NULL, NULL }
};


ngx_int_t
ngx_smartstack_pg_check(ngx_pool_t *pool, ngx_smartstack_pg_conf_t *conf,
    ngx_resolver_t *resolver, ngx_str_t *error)
{
    char              *message;
    u_char            *p;
    const char        *host, *hostaddr;
    ngx_int_t          rc;
    PQconninfoOption  *options;

    message = NULL;
    ngx_str_set(error, "no memory");

    options = PQconninfoParse((char *) conf->conninfo.data, &message);

    if (options == NULL) {
        if (message) {
            p = ngx_pnalloc(pool, ngx_strlen(message));

            if (p) {
                error->data = p;
                error->len = strcspn(message, "\n");
                ngx_memcpy(p, message, error->len);
            }

            PQfreemem(message);
        }

        return NGX_ERROR;
    }

    host = ngx_smartstack_pg_option(options, "host");
    hostaddr = ngx_smartstack_pg_option(options, "hostaddr");

    rc = NGX_ERROR;

    if ((host && ngx_strchr(host, ','))
        || (hostaddr && ngx_strchr(hostaddr, ',')))
    {
        ngx_str_set(error, "several hosts are not supported");

    } else if (ngx_smartstack_pg_by_name(host, hostaddr)
               && (resolver == NULL || resolver->connections.nelts == 0))
    {
        ngx_str_set(error, "a host name needs the directive \"resolver\"");

    } else {
        ngx_str_null(error);
        rc = NGX_OK;
    }

    PQconninfoFree(options);

    return rc;
}


/* Needs the network to become an address. */

static ngx_uint_t
ngx_smartstack_pg_by_name(const char *host, const char *hostaddr)
{
    u_char  in6[16];

    if (hostaddr || host == NULL || *host == '/' || *host == '@'
        || ngx_strcmp(host, "localhost") == 0)
    {
        return 0;
    }

    return ngx_inet_addr((u_char *) host, ngx_strlen(host)) == INADDR_NONE
           && ngx_inet6_addr((u_char *) host, ngx_strlen(host), in6)
              != NGX_OK;
}


static const char *
ngx_smartstack_pg_option(PQconninfoOption *options, const char *keyword)
{
    for ( /* void */ ; options->keyword; options++) {
        if (ngx_strcmp(options->keyword, keyword) == 0) {
            return (options->val && *options->val) ? options->val : NULL;
        }
    }

    return NULL;
}


ngx_int_t
ngx_smartstack_pg_params(ngx_smartstack_pg_t *pg, ngx_pool_t *pool)
{
    char              *value;
    u_char            *name;
    ngx_int_t          rc;
    ngx_uint_t         i, size;
    const char        *host, *hostaddr;
    PQconninfoOption  *options;

    options = PQconninfoParse((char *) pg->conf->conninfo.data, NULL);
    if (options == NULL) {
        return NGX_ERROR;
    }

    rc = NGX_ERROR;

    for (size = 0; options[size].keyword; size++) { /* void */ }

    /* libpq has each keyword once, and so have we; and a NULL at the end */

    pg->keywords = ngx_pcalloc(pool, (size + 1) * sizeof(char *));
    pg->values = ngx_pcalloc(pool, (size + 1) * sizeof(char *));
    name = ngx_pnalloc(pool, sizeof("smartstack/") + NGX_INT_T_LEN);

    if (pg->keywords == NULL || pg->values == NULL || name == NULL) {
        goto done;
    }

    for (i = 0; options[i].keyword; i++) {

        if (options[i].val == NULL) {
            continue;
        }

        value = ngx_pnalloc(pool, ngx_strlen(options[i].val) + 1);
        if (value == NULL) {
            goto done;
        }

        ngx_memcpy(value, options[i].val, ngx_strlen(options[i].val) + 1);

        ngx_smartstack_pg_param(pg, options[i].keyword, value, 1);
    }

    host = ngx_smartstack_pg_option(options, "host");
    hostaddr = ngx_smartstack_pg_option(options, "hostaddr");

    for (i = 0; ngx_smartstack_pg_defaults[i].keyword; i++) {
        ngx_smartstack_pg_param(pg, ngx_smartstack_pg_defaults[i].keyword,
                                ngx_smartstack_pg_defaults[i].value, 0);
    }

    ngx_sprintf(name, "smartstack/%ui%Z", ngx_worker);
    ngx_smartstack_pg_param(pg, "application_name", (char *) name, 0);

    if (pg->conf->password.len) {
        value = ngx_pnalloc(pool, pg->conf->password.len + 1);
        if (value == NULL) {
            goto done;
        }

        *ngx_cpymem(value, pg->conf->password.data, pg->conf->password.len)
            = '\0';

        ngx_smartstack_pg_param(pg, "password", value, 1);
    }

    if (ngx_smartstack_pg_by_name(host, hostaddr)) {
        pg->host.data = (u_char *) pg->values[
                                      ngx_smartstack_pg_index(pg, "host")];
        pg->host.len = ngx_strlen(pg->host.data);

        pg->hostaddr = ngx_smartstack_pg_index(pg, "hostaddr");
        pg->keywords[pg->hostaddr] = "hostaddr";

        ngx_smartstack_pg_param(pg, "sslmode", "verify-full", 0);

    } else {

        if (host && ngx_strcmp(host, "localhost") == 0) {
            ngx_smartstack_pg_param(pg, "hostaddr", "127.0.0.1", 0);
        }

        /* an address is of this machine or of a private network */

        ngx_smartstack_pg_param(pg, "sslmode", "disable", 0);
    }

    rc = NGX_OK;

done:

    PQconninfoFree(options);

    return rc;
}


/* Where the keyword is, or would be added. */

static ngx_uint_t
ngx_smartstack_pg_index(ngx_smartstack_pg_t *pg, const char *keyword)
{
    ngx_uint_t  i;

    for (i = 0; pg->keywords[i]; i++) {
        if (ngx_strcmp(pg->keywords[i], keyword) == 0) {
            break;
        }
    }

    return i;
}


static void
ngx_smartstack_pg_param(ngx_smartstack_pg_t *pg, const char *keyword,
    const char *value, ngx_uint_t force)
{
    ngx_uint_t  i;

    i = ngx_smartstack_pg_index(pg, keyword);

    if (pg->keywords[i] == NULL || force) {
        pg->keywords[i] = keyword;
        pg->values[i] = value;
    }
}
