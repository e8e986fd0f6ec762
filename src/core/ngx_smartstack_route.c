
/*
 * The trie of the contract's paths: a node is what is known after a segment.
 */


#include <ngx_smartstack_route.h>
#include <ngx_smartstack_uri.h>


#define NGX_SMARTSTACK_MAX_SEGMENTS  16

#define NGX_SMARTSTACK_METHODS       5


typedef struct {
    ngx_str_t                    text;
    ngx_smartstack_route_t      *node;
} ngx_smartstack_literal_t;


struct ngx_smartstack_route_s {
    ngx_array_t                  literals;  /* ngx_smartstack_literal_t */
    ngx_smartstack_route_t      *param;
    ngx_uint_t                   allow;
    ngx_smartstack_operation_t  *operations[NGX_SMARTSTACK_METHODS];
};


static ngx_smartstack_route_t *ngx_smartstack_route_node(ngx_pool_t *pool);
static ngx_smartstack_route_t *ngx_smartstack_route_literal(
    ngx_smartstack_route_t *node, ngx_str_t *text);
static ngx_smartstack_route_t *ngx_smartstack_route_child(ngx_pool_t *pool,
    ngx_smartstack_route_t *node, ngx_str_t *segment);
static ngx_uint_t ngx_smartstack_route_method(ngx_uint_t method);
static ngx_int_t ngx_smartstack_route_segment(ngx_pool_t *pool,
    ngx_str_t *segment);
static ngx_smartstack_route_t *ngx_smartstack_route_walk(
    ngx_smartstack_route_t *node, ngx_str_t *segments, ngx_uint_t n,
    ngx_smartstack_match_t *m);


ngx_int_t
ngx_smartstack_route_add(ngx_pool_t *pool, ngx_smartstack_route_t **root,
    ngx_smartstack_operation_t *op)
{
    u_char                  *p, *end;
    ngx_str_t                segment;
    ngx_uint_t               i;
    ngx_smartstack_route_t  *node;

    if (*root == NULL) {
        *root = ngx_smartstack_route_node(pool);
        if (*root == NULL) {
            return NGX_ERROR;
        }
    }

    node = *root;
    end = op->path.data + op->path.len;

    for (p = op->path.data; p < end; p = segment.data + segment.len) {

        segment.data = p + 1;

        p = ngx_strlchr(segment.data, end, '/');
        segment.len = (p ? p : end) - segment.data;

        node = ngx_smartstack_route_child(pool, node, &segment);
        if (node == NULL) {
            return NGX_ERROR;
        }
    }

    i = ngx_smartstack_route_method(op->method);

    if (i == NGX_SMARTSTACK_METHODS || node->operations[i] != NULL) {
        return NGX_DECLINED;
    }

    node->operations[i] = op;
    node->allow |= op->method;

    return NGX_OK;
}


static ngx_smartstack_route_t *
ngx_smartstack_route_node(ngx_pool_t *pool)
{
    ngx_smartstack_route_t  *node;

    node = ngx_pcalloc(pool, sizeof(ngx_smartstack_route_t));
    if (node == NULL) {
        return NULL;
    }

    if (ngx_array_init(&node->literals, pool, 2,
                       sizeof(ngx_smartstack_literal_t))
        != NGX_OK)
    {
        return NULL;
    }

    return node;
}


static ngx_smartstack_route_t *
ngx_smartstack_route_literal(ngx_smartstack_route_t *node, ngx_str_t *text)
{
    ngx_uint_t                 i;
    ngx_smartstack_literal_t  *literal;

    literal = node->literals.elts;

    for (i = 0; i < node->literals.nelts; i++) {
        if (literal[i].text.len == text->len
            && ngx_memcmp(literal[i].text.data, text->data, text->len) == 0)
        {
            return literal[i].node;
        }
    }

    return NULL;
}


static ngx_smartstack_route_t *
ngx_smartstack_route_child(ngx_pool_t *pool, ngx_smartstack_route_t *node,
    ngx_str_t *segment)
{
    ngx_smartstack_route_t    *child;
    ngx_smartstack_literal_t  *literal;

    if (segment->len && segment->data[0] == '{') {

        if (node->param == NULL) {
            node->param = ngx_smartstack_route_node(pool);
        }

        return node->param;
    }

    child = ngx_smartstack_route_literal(node, segment);
    if (child != NULL) {
        return child;
    }

    child = ngx_smartstack_route_node(pool);
    if (child == NULL) {
        return NULL;
    }

    literal = ngx_array_push(&node->literals);
    if (literal == NULL) {
        return NULL;
    }

    literal->text = *segment;
    literal->node = child;

    return child;
}


static ngx_uint_t
ngx_smartstack_route_method(ngx_uint_t method)
{
    ngx_uint_t  i;

    for (i = 0; i < NGX_SMARTSTACK_METHODS; i++) {
        if (method == (ngx_uint_t) 1 << i) {
            break;
        }
    }

    return i;
}


ngx_int_t
ngx_smartstack_route_match(ngx_smartstack_route_t *root, ngx_uint_t method,
    ngx_str_t *path, ngx_pool_t *pool, ngx_smartstack_match_t *m)
{
    u_char                  *p, *end;
    ngx_int_t                rc;
    ngx_str_t                segments[NGX_SMARTSTACK_MAX_SEGMENTS];
    ngx_uint_t               i, n;
    ngx_smartstack_route_t  *node;

    m->operation = NULL;
    m->allow = 0;
    m->nvalues = 0;

    if (root == NULL || path->len == 0 || path->data[0] != '/') {
        return NGX_DECLINED;
    }

    end = path->data + path->len;
    n = 0;

    for (p = path->data; p < end; p = segments[n - 1].data
                                      + segments[n - 1].len)
    {
        if (n == NGX_SMARTSTACK_MAX_SEGMENTS) {
            return NGX_DECLINED;
        }

        segments[n].data = p + 1;

        p = ngx_strlchr(segments[n].data, end, '/');
        segments[n].len = (p ? p : end) - segments[n].data;
        n++;
    }

    for (i = 0; i < n; i++) {

        /* the raw length is needed above, so they are decoded here */

        rc = ngx_smartstack_route_segment(pool, &segments[i]);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    node = ngx_smartstack_route_walk(root, segments, n, m);
    if (node == NULL) {
        return NGX_DECLINED;
    }

    m->allow = node->allow;

    i = ngx_smartstack_route_method(method);
    if (i < NGX_SMARTSTACK_METHODS) {
        m->operation = node->operations[i];
    }

    return NGX_OK;
}


/* NGX_DECLINED: never part of a path. */

static ngx_int_t
ngx_smartstack_route_segment(ngx_pool_t *pool, ngx_str_t *segment)
{
    ngx_int_t  rc;

    rc = ngx_smartstack_uri_decode(pool, segment, 0);
    if (rc != NGX_OK) {
        return rc;
    }

    if (segment->len == 0
        || (segment->data[0] == '.'
            && (segment->len == 1
                || (segment->len == 2 && segment->data[1] == '.')))
        || ngx_strlchr(segment->data, segment->data + segment->len, '/'))
    {
        return NGX_DECLINED;
    }

    return NGX_OK;
}


/*
 * A literal wins over a parameter, also when it was a dead end some segments
 * ahead: then the parameter is tried.  Each node is visited once at most.
 */

static ngx_smartstack_route_t *
ngx_smartstack_route_walk(ngx_smartstack_route_t *node, ngx_str_t *segments,
    ngx_uint_t n, ngx_smartstack_match_t *m)
{
    ngx_smartstack_route_t  *child, *found;

    if (n == 0) {
        return node->allow ? node : NULL;
    }

    child = ngx_smartstack_route_literal(node, segments);

    if (child != NULL) {
        found = ngx_smartstack_route_walk(child, segments + 1, n - 1, m);
        if (found != NULL) {
            return found;
        }
    }

    if (node->param == NULL || m->nvalues == NGX_SMARTSTACK_MAX_PATH_PARAMS) {
        return NULL;
    }

    m->values[m->nvalues++] = *segments;

    found = ngx_smartstack_route_walk(node->param, segments + 1, n - 1, m);
    if (found == NULL) {
        m->nvalues--;
    }

    return found;
}
