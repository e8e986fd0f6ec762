
/* smartstack_oidc NAME { ... }: who else may say who somebody is. */


#include <ngx_http_smartstack_directive.h>


static char *ngx_http_smartstack_oidc_line(ngx_conf_t *cf,
    ngx_command_t *dummy, void *conf);
static char *ngx_http_smartstack_oidc_complete(ngx_conf_t *cf,
    ngx_smartstack_provider_conf_t *provider);
static ngx_int_t ngx_http_smartstack_oidc_name(ngx_str_t *name);
static ngx_int_t ngx_http_smartstack_oidc_list(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf);


char *
ngx_http_smartstack_oidc(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    char                            *rv;
    ngx_str_t                       *value;
    ngx_conf_t                       save;
    ngx_uint_t                       i;
    ngx_smartstack_provider_conf_t  *provider;

    value = cf->args->elts;

    if (ngx_http_smartstack_oidc_name(&value[1]) != NGX_OK) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid name of a provider \"%V\": small letters, "
                           "digits and dashes", &value[1]);
        return NGX_CONF_ERROR;
    }

    if (smcf->providers == NULL) {
        smcf->providers = ngx_array_create(cf->pool, 2,
                                       sizeof(ngx_smartstack_provider_conf_t));
        if (smcf->providers == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    provider = smcf->providers->elts;

    for (i = 0; i < smcf->providers->nelts; i++) {
        if (ngx_strcmp(provider[i].name.data, value[1].data) == 0) {
            return "is duplicate: the provider is defined already";
        }
    }

    provider = ngx_array_push(smcf->providers);
    if (provider == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_memzero(provider, sizeof(ngx_smartstack_provider_conf_t));

    provider->name = value[1];
    provider->refresh = 60000;
    ngx_str_set(&provider->scope, "openid email profile");

    save = *cf;
    cf->handler = ngx_http_smartstack_oidc_line;
    cf->handler_conf = (char *) provider;

    rv = ngx_conf_parse(cf, NULL);
    *cf = save;

    return (rv == NGX_CONF_OK) ? ngx_http_smartstack_oidc_complete(cf,
                                                                   provider)
                               : rv;
}


/* "name value;" of the block */

static char *
ngx_http_smartstack_oidc_line(ngx_conf_t *cf, ngx_command_t *dummy,
    void *conf)
{
    ngx_smartstack_provider_conf_t  *provider;

    ngx_int_t    refresh;
    ngx_str_t   *value;
    ngx_uint_t   i;

    static struct {
        const char  *name;
        size_t       offset;
    } texts[] = {
        { "label", offsetof(ngx_smartstack_provider_conf_t, label) },
        { "issuer", offsetof(ngx_smartstack_provider_conf_t, issuer) },
        { "client_id", offsetof(ngx_smartstack_provider_conf_t, client) },
        { "scope", offsetof(ngx_smartstack_provider_conf_t, scope) },
        { "authorization_endpoint",
          offsetof(ngx_smartstack_provider_conf_t, authorization) },
        { "token_endpoint", offsetof(ngx_smartstack_provider_conf_t, token) },
        { "jwks_uri", offsetof(ngx_smartstack_provider_conf_t, jwks) },
        { NULL, 0 }
    };

    provider = (ngx_smartstack_provider_conf_t *) cf->handler_conf;
    value = cf->args->elts;

    if (cf->args->nelts != 2) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid number of parameters of \"%V\"", value);
        return NGX_CONF_ERROR;
    }

    for (i = 0; texts[i].name; i++) {
        if (ngx_strcmp(value->data, texts[i].name) == 0) {
            *(ngx_str_t *) ((u_char *) provider + texts[i].offset) = value[1];
            return NGX_CONF_OK;
        }
    }

    if (ngx_strcmp(value->data, "client_secret_file") == 0) {
        return (ngx_http_smartstack_read_secret(cf, &value[1],
                                                &provider->secret)
                == NGX_OK) ? NGX_CONF_OK : NGX_CONF_ERROR;
    }

    if (ngx_strcmp(value->data, "jwks_refresh") == 0) {
        refresh = ngx_parse_time(&value[1], 0);

        if (refresh > 0) {
            provider->refresh = refresh;
            return NGX_CONF_OK;
        }
    }

    if (ngx_strcmp(value->data, "algorithm") == 0) {

        if (ngx_strcmp(value[1].data, "RS256") == 0) {
            provider->algorithm = NGX_SMARTSTACK_RS256;
            return NGX_CONF_OK;
        }

        if (ngx_strcmp(value[1].data, "ES256") == 0) {
            provider->algorithm = NGX_SMARTSTACK_ES256;
            return NGX_CONF_OK;
        }
    }

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V %V\"",
                       &value[0], &value[1]);

    return NGX_CONF_ERROR;
}


static char *
ngx_http_smartstack_oidc_complete(ngx_conf_t *cf,
    ngx_smartstack_provider_conf_t *provider)
{
    ngx_uint_t  i;

    struct {
        const char  *name;
        ngx_str_t   *value;
    } needed[] = {
        { "issuer", &provider->issuer },
        { "client_id", &provider->client },
        { "client_secret_file", &provider->secret },
        { "authorization_endpoint", &provider->authorization },
        { "token_endpoint", &provider->token },
        { "jwks_uri", &provider->jwks },
        { NULL, NULL }
    };

    for (i = 0; needed[i].name; i++) {
        if (needed[i].value->len == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "provider \"%V\" needs \"%s\"",
                               &provider->name, needed[i].name);
            return NGX_CONF_ERROR;
        }
    }

    if (provider->label.len == 0) {
        provider->label = provider->name;
    }

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_oidc_name(ngx_str_t *name)
{
    size_t  i;

    for (i = 0; i < name->len; i++) {
        if ((name->data[i] < 'a' || name->data[i] > 'z')
            && (i == 0 || (!isdigit(name->data[i]) && name->data[i] != '-')))
        {
            return NGX_ERROR;
        }
    }

    return (name->len >= 1 && name->len <= 32) ? NGX_OK : NGX_ERROR;
}


/* Once all directives are read. */

ngx_int_t
ngx_http_smartstack_providers_check(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t                       *url[2];
    ngx_uint_t                       i, j;
    ngx_smartstack_egress_t         *egress;
    ngx_smartstack_provider_conf_t  *provider;

    if (smcf->providers == NULL) {
        ngx_str_set(&smcf->provider_list, "[]");
        return NGX_OK;
    }

    if (smcf->origins == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"smartstack_oidc\" needs \"smartstack_origin\": "
                      "providers send people back there");
        return NGX_ERROR;
    }

    provider = smcf->providers->elts;
    egress = NULL;

    for (i = 0; i < smcf->providers->nelts; i++) {
        url[0] = &provider[i].jwks;
        url[1] = &provider[i].token;

        for (j = 0; j < 2; j++) {
            egress = ngx_smartstack_fetch_egress(smcf->egress,
                                                 (char *) url[j]->data);

            if (egress == NULL
                || ngx_strncmp(url[j]->data, "http", 4) != 0)
            {
                ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                              "provider \"%V\": \"%V\" is no destination of "
                              "\"smartstack_egress\"", &provider[i].name,
                              url[j]);
                return NGX_ERROR;
            }
        }

        if (ngx_strncmp(provider[i].authorization.data, "https://", 8) != 0
            && !egress->plain)
        {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "provider \"%V\": \"%V\" does not begin with "
                          "https://", &provider[i].name,
                          &provider[i].authorization);
            return NGX_ERROR;
        }
    }

    return ngx_http_smartstack_oidc_list(cf, smcf);
}


/* What GET /auth/providers answers. */

static ngx_int_t
ngx_http_smartstack_oidc_list(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    char                            *text;
    size_t                           len;
    json_t                          *list;
    ngx_uint_t                       i;
    ngx_smartstack_provider_conf_t  *provider;

    provider = smcf->providers->elts;
    list = json_array();

    for (i = 0; i < smcf->providers->nelts; i++) {
        (void) json_array_append_new(list, json_pack("{s:s, s:s}",
                                     "name", provider[i].name.data,
                                     "label", provider[i].label.data));
    }

    text = (json_array_size(list) == i) ? json_dumps(list, JSON_COMPACT)
                                        : NULL;
    json_decref(list);

    if (text == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "a label of a provider is no UTF-8");
        return NGX_ERROR;
    }

    len = ngx_strlen(text);
    smcf->provider_list.len = len;
    smcf->provider_list.data = ngx_pnalloc(cf->pool, len);

    if (smcf->provider_list.data != NULL) {
        ngx_memcpy(smcf->provider_list.data, text, len);
    }

    free(text);

    return smcf->provider_list.data ? NGX_OK : NGX_ERROR;
}
