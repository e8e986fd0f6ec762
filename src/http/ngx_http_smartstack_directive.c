
/* The directives that take more than one plain value. */


#include <ngx_http_smartstack_directive.h>


static char *ngx_http_smartstack_postgres_option(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool, ngx_str_t *value);
static char *ngx_http_smartstack_conninfo(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool);


char *
ngx_http_smartstack_content(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->handler != NULL) {
        return "is duplicate: the location has a content handler already";
    }

    clcf->handler = (ngx_http_handler_pt) cmd->post;

    if (cmd->post != (void *) ngx_http_smartstack_livez_handler
        && cmd->post != (void *) ngx_http_smartstack_version_handler)
    {
        smcf->required = 1;
    }

    return NGX_CONF_OK;
}


char *
ngx_http_smartstack_postgres(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    char                      *rv;
    ngx_str_t                 *value;
    ngx_uint_t                 i;
    ngx_smartstack_pg_conf_t  *pool;

    value = cf->args->elts;
    pool = smcf->pools.elts;

    for (i = 0; i < smcf->pools.nelts; i++) {
        if (pool[i].name.len == value[1].len
            && ngx_strcmp(pool[i].name.data, value[1].data) == 0)
        {
            return "is duplicate: the pool is defined already";
        }
    }

    if (smcf->pools.nelts == NGX_HTTP_SMARTSTACK_MAX_POOLS) {
        return "defines too many pools";
    }

    pool = ngx_array_push(&smcf->pools);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_memzero(pool, sizeof(ngx_smartstack_pg_conf_t));

    pool->name = value[1];
    pool->conninfo = value[2];
    pool->connections = 4;
    pool->reserved = 1;
    pool->depth = 4;
    pool->queue = 512;
    pool->queue_timeout = 1000;
    pool->shed = 20;
    pool->timeout = 5000;
    pool->connect_timeout = 3000;

    for (i = 3; i < cf->args->nelts; i++) {
        rv = ngx_http_smartstack_postgres_option(cf, pool, &value[i]);
        if (rv != NGX_CONF_OK) {
            return rv;
        }
    }

    return ngx_http_smartstack_conninfo(cf, pool);
}


static char *
ngx_http_smartstack_postgres_option(ngx_conf_t *cf,
    ngx_smartstack_pg_conf_t *pool, ngx_str_t *value)
{
    size_t      len;
    ngx_int_t   n;
    ngx_str_t   text, name;
    ngx_uint_t  i;

    static struct {
        ngx_str_t   name;
        size_t      offset;
        ngx_uint_t  time;
        ngx_int_t   min;
        ngx_int_t   max;
    } options[] = {
        { ngx_string("connections="),
          offsetof(ngx_smartstack_pg_conf_t, connections), 0, 1, 64 },
        { ngx_string("reserved="),
          offsetof(ngx_smartstack_pg_conf_t, reserved), 0, 0, 16 },
        { ngx_string("depth="),
          offsetof(ngx_smartstack_pg_conf_t, depth), 0, 1,
          NGX_SMARTSTACK_PG_MAX_DEPTH },
        { ngx_string("queue="),
          offsetof(ngx_smartstack_pg_conf_t, queue), 0, 0, 65536 },
        { ngx_string("queue_timeout="),
          offsetof(ngx_smartstack_pg_conf_t, queue_timeout), 1, 1, 60000 },
        { ngx_string("shed="),
          offsetof(ngx_smartstack_pg_conf_t, shed), 1, 1, 60000 },
        { ngx_string("timeout="),
          offsetof(ngx_smartstack_pg_conf_t, timeout), 1, 1, 600000 },
        { ngx_string("connect_timeout="),
          offsetof(ngx_smartstack_pg_conf_t, connect_timeout), 1, 1, 60000 },
        { ngx_null_string, 0, 0, 0, 0 }
    };

    for (i = 0; options[i].name.len; i++) {
        len = options[i].name.len;

        if (value->len <= len
            || ngx_strncmp(value->data, options[i].name.data, len) != 0)
        {
            continue;
        }

        text.data = value->data + len;
        text.len = value->len - len;

        n = options[i].time ? ngx_parse_time(&text, 0)
                            : ngx_atoi(text.data, text.len);

        if (n == NGX_ERROR || n < options[i].min || n > options[i].max) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid value \"%V\"", value);
            return NGX_CONF_ERROR;
        }

        /* ngx_uint_t and ngx_msec_t are of one size */

        *(ngx_uint_t *) ((u_char *) pool + options[i].offset) = n;

        return NGX_CONF_OK;
    }

    len = sizeof("password_file=") - 1;

    if (value->len > len
        && ngx_strncmp(value->data, "password_file=", len) == 0)
    {
        name.data = value->data + len;
        name.len = value->len - len;

        return (ngx_http_smartstack_read_secret(cf, &name, &pool->password)
                == NGX_OK) ? NGX_CONF_OK : NGX_CONF_ERROR;
    }

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       value);

    return NGX_CONF_ERROR;
}


static char *
ngx_http_smartstack_conninfo(ngx_conf_t *cf, ngx_smartstack_pg_conf_t *pool)
{
    char              *error;
    PQconninfoOption  *options, *o;

    options = PQconninfoParse((char *) pool->conninfo.data, &error);

    if (options == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid connection string of pool \"%V\": %s",
                           &pool->name, error ? error : "no memory");
        PQfreemem(error);
        return NGX_CONF_ERROR;
    }

    for (o = options; o->keyword; o++) {
        if (o->val != NULL && ngx_strcmp(o->keyword, "password") == 0) {
            PQconninfoFree(options);
            return "must not hold a password: use password_file=";
        }
    }

    PQconninfoFree(options);

    return NGX_CONF_OK;
}


char *
ngx_http_smartstack_secrets(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_int_t    rc;
    ngx_str_t   *value, text, error;
    ngx_pool_t  *pool;

    if (smcf->keyring != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_conf_full_name(cf->cycle, &value[1], 1) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    smcf->keyring = ngx_smartstack_keyring_create(cf->pool);
    if (smcf->keyring == NULL) {
        return NGX_CONF_ERROR;
    }

    /* of the workers, whether this works is told */

    (void) ngx_smartstack_keyring_hold(smcf->keyring);

    pool = ngx_create_pool(NGX_DEFAULT_POOL_SIZE, cf->log);
    if (pool == NULL) {
        return NGX_CONF_ERROR;
    }

    rc = ngx_http_smartstack_read_file(cf, &value[1], pool, &text);

    if (rc == NGX_OK) {
        rc = ngx_smartstack_keyring_read(cf->pool, &text, smcf->keyring,
                                         &error);
        ngx_explicit_memzero(text.data, text.len);

        if (rc != NGX_OK) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "secrets \"%V\": %V",
                               &value[1], &error);
        }
    }

    ngx_destroy_pool(pool);

    smcf->hash.ring = smcf->keyring;

    return (rc == NGX_OK) ? NGX_CONF_OK : NGX_CONF_ERROR;
}


char *
ngx_http_smartstack_zone(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    u_char     *p;
    ssize_t     size;
    ngx_str_t  *value, name, text;

    if (smcf->zone != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    p = (u_char *) ngx_strchr(value[1].data, ':');

    if (p == NULL || p == value[1].data) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid zone \"%V\": write name:size", &value[1]);
        return NGX_CONF_ERROR;
    }

    name.data = value[1].data;
    name.len = p - name.data;
    text.data = p + 1;
    text.len = value[1].data + value[1].len - text.data;

    size = ngx_parse_size(&text);

    if (size == NGX_ERROR) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid zone size \"%V\"", &text);
        return NGX_CONF_ERROR;
    }

    if (size < (ssize_t) (8 * ngx_pagesize)) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "zone \"%V\" is too small",
                           &name);
        return NGX_CONF_ERROR;
    }

    smcf->zone = ngx_smartstack_zone_add(cf, &name, size,
                                         &ngx_http_smartstack_module);

    return smcf->zone ? NGX_CONF_OK : NGX_CONF_ERROR;
}


char *
ngx_http_smartstack_hash_threads(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ssize_t      size;
    ngx_int_t    n;
    ngx_str_t   *value, text;
    ngx_uint_t   i;

    if (smcf->hash_pool != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    for (i = 1; i < cf->args->nelts; i++) {

        if (ngx_strncmp(value[i].data, "pool=", 5) == 0 && value[i].len > 5) {
            text.data = value[i].data + 5;
            text.len = value[i].len - 5;

            smcf->hash_pool = ngx_thread_pool_add(cf, &text);
            if (smcf->hash_pool == NULL) {
                return NGX_CONF_ERROR;
            }

            smcf->hash_pool_name = text;
            continue;
        }

        if (ngx_strncmp(value[i].data, "memory=", 7) == 0) {
            text.data = value[i].data + 7;
            text.len = value[i].len - 7;

            size = ngx_parse_size(&text);

            /* not below what OWASP asks for, not above what we read back */

            if (size < 19456 * 1024 || size > 262144 * 1024) {
                goto invalid;
            }

            smcf->hash.memory = size / 1024;
            continue;
        }

        if (ngx_strncmp(value[i].data, "time=", 5) == 0) {
            n = ngx_atoi(value[i].data + 5, value[i].len - 5);

            if (n < 2 || n > 16) {
                goto invalid;
            }

            smcf->hash.time = n;
            continue;
        }

        goto invalid;
    }

    return smcf->hash_pool ? NGX_CONF_OK : "needs pool=";

invalid:

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       &value[i]);

    return NGX_CONF_ERROR;
}


/* smartstack_limit NAME rate=N r/s|r/m|r/h [burst=N] */

char *
ngx_http_smartstack_rate(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    size_t                  len;
    ngx_int_t               n;
    ngx_str_t              *value;
    ngx_uint_t              i, kind;
    ngx_smartstack_rate_t  *rate;

    /* in the order of ngx_http_smartstack_limit_e */

    static ngx_str_t  names[] = {
        ngx_string("address"), ngx_string("user"), ngx_string("key"),
        ngx_string("link"), ngx_string("workspace"), ngx_string("mail"),
        ngx_string("login"), ngx_string("open"), ngx_null_string
    };

    value = cf->args->elts;

    for (kind = 0; names[kind].len; kind++) {
        if (names[kind].len == value[1].len
            && ngx_strcmp(names[kind].data, value[1].data) == 0)
        {
            break;
        }
    }

    if (kind == NGX_HTTP_SMARTSTACK_NLIMITS) {
        i = 1;
        goto invalid;
    }

    rate = &smcf->rates[kind];

    if (rate->name.len) {
        return "is duplicate: this limit is set already";
    }

    rate->name = names[kind];

    for (i = 2; i < cf->args->nelts; i++) {

        if (ngx_strncmp(value[i].data, "burst=", 6) == 0) {
            n = ngx_atoi(value[i].data + 6, value[i].len - 6);

            if (n <= 0 || n > 1000000) {
                goto invalid;
            }

            rate->burst = n;
            continue;
        }

        len = value[i].len;

        if (ngx_strncmp(value[i].data, "rate=", 5) != 0 || len < 9
            || ngx_strncmp(value[i].data + len - 3, "r/", 2) != 0)
        {
            goto invalid;
        }

        switch (value[i].data[len - 1]) {
        case 's':
            rate->period = 1;
            break;
        case 'm':
            rate->period = 60;
            break;
        case 'h':
            rate->period = 3600;
            break;
        default:
            goto invalid;
        }

        n = ngx_atoi(value[i].data + 5, len - 8);

        if (n <= 0 || n > 1000000) {
            goto invalid;
        }

        rate->rate = n;
    }

    if (rate->rate == 0) {
        return "needs rate=";
    }

    if (rate->burst == 0) {
        rate->burst = rate->rate;
    }

    return NGX_CONF_OK;

invalid:

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       &value[i]);

    return NGX_CONF_ERROR;
}


/* scheme://host[:port], exactly as a browser writes it into Origin */

char *
ngx_http_smartstack_origin(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    u_char      *p;
    ngx_str_t   *value, *origin;
    ngx_uint_t   i;

    if (smcf->origins == NULL) {
        smcf->origins = ngx_array_create(cf->pool, 2, sizeof(ngx_str_t));
        if (smcf->origins == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    value = cf->args->elts;

    for (i = 1; i < cf->args->nelts; i++) {

        p = (u_char *) ngx_strstr(value[i].data, "://");

        if (p == NULL || p[3] == '\0' || ngx_strchr(p + 3, '/') != NULL) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid origin \"%V\": write "
                               "scheme://host[:port]", &value[i]);
            return NGX_CONF_ERROR;
        }

        origin = ngx_array_push(smcf->origins);
        if (origin == NULL) {
            return NGX_CONF_ERROR;
        }

        *origin = value[i];
    }

    return NGX_CONF_OK;
}


ngx_int_t
ngx_http_smartstack_read_secret(ngx_conf_t *cf, ngx_str_t *name,
    ngx_str_t *secret)
{
    if (ngx_conf_full_name(cf->cycle, name, 1) != NGX_OK
        || ngx_http_smartstack_read_file(cf, name, cf->pool, secret)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    while (secret->len && (secret->data[secret->len - 1] == LF
                           || secret->data[secret->len - 1] == CR))
    {
        secret->data[--secret->len] = '\0';
    }

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_read_file(ngx_conf_t *cf, ngx_str_t *name,
    ngx_pool_t *pool, ngx_str_t *text)
{
    ssize_t          n;
    ngx_int_t        rc;
    ngx_file_t       file;
    ngx_file_info_t  fi;

    ngx_memzero(&file, sizeof(ngx_file_t));
    file.name = *name;
    file.log = cf->log;

    rc = NGX_ERROR;

    file.fd = ngx_open_file(name->data, NGX_FILE_RDONLY, NGX_FILE_OPEN, 0);

    if (file.fd == NGX_INVALID_FILE) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_open_file_n " \"%V\" failed", name);
        return NGX_ERROR;
    }

    if (ngx_fd_info(file.fd, &fi) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_fd_info_n " \"%V\" failed", name);
        goto done;
    }

    text->len = ngx_file_size(&fi);
    text->data = ngx_pnalloc(pool, text->len + 1);

    if (text->data == NULL) {
        goto done;
    }

    n = ngx_read_file(&file, text->data, text->len, 0);

    if (n != (ssize_t) text->len) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "could not read all of \"%V\"", name);
        goto done;
    }

    text->data[text->len] = '\0';
    rc = NGX_OK;

done:

    if (ngx_close_file(file.fd) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_ALERT, cf, ngx_errno,
                           ngx_close_file_n " \"%V\" failed", name);
    }

    return rc;
}
