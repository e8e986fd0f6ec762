
#include "tap.h"
#include <ngx_smartstack_route.h>


static ngx_smartstack_route_t  *root;
static ngx_smartstack_match_t   m;


static ngx_int_t
add(ngx_uint_t method, const char *path)
{
    ngx_smartstack_operation_t  *op;

    op = ngx_pcalloc(tap_pool, sizeof(ngx_smartstack_operation_t));
    op->method = method;
    op->path = tap_str(path);

    return ngx_smartstack_route_add(tap_pool, &root, op);
}


static ngx_int_t
match_bytes(ngx_uint_t method, const char *path, size_t len)
{
    ngx_str_t  text;

    text = tap_exact(path, len);

    return ngx_smartstack_route_match(root, method, &text, tap_pool, &m);
}


static void
finds(ngx_uint_t method, const char *path, const char *template)
{
    is_int(match_bytes(method, path, strlen(path)), NGX_OK, path);

    if (m.operation == NULL) {
        ok(0, "has an operation");
        return;
    }

    is_str(&m.operation->path, template, template);
}


static void
misses(const char *path)
{
    is_int(match_bytes(NGX_SMARTSTACK_GET, path, strlen(path)), NGX_DECLINED,
           path);
}


TAP_MAIN
{
    ngx_uint_t  i;
    char        path[256];

    is_int(match_bytes(NGX_SMARTSTACK_GET, "/tasks", 6), NGX_DECLINED,
           "nothing is there without routes");

    is_int(add(NGX_SMARTSTACK_GET, "/api/v1/tasks"), NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_POST, "/api/v1/tasks/bulk"), NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_GET, "/api/v1/tasks/{task_id}"), NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_PATCH, "/api/v1/tasks/{task_id}"), NGX_OK,
           "adds a second method");
    is_int(add(NGX_SMARTSTACK_GET, "/api/v1/tasks/{task_id}/versions"),
           NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_GET, "/api/v1/tasks/{task_id}/versions/{rev}"),
           NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_GET, "/api/v1/tasks/{task_id}/versions/diff"),
           NGX_OK, "adds");
    is_int(add(NGX_SMARTSTACK_PATCH, "/api/v1/tasks/{id}"), NGX_DECLINED,
           "refuses the same path with another name");
    is_int(add(0x40, "/api/v1/tasks"), NGX_DECLINED,
           "refuses an unknown method");

    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks", "/api/v1/tasks");
    is_int(m.nvalues, 0, "no values");
    is_int(m.allow, NGX_SMARTSTACK_GET, "methods of this path");

    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks/7", "/api/v1/tasks/{task_id}");
    is_int(m.nvalues, 1, "one value");
    is_str(&m.values[0], "7", "value");
    is_int(m.allow, NGX_SMARTSTACK_GET|NGX_SMARTSTACK_PATCH,
           "methods of this path");

    finds(NGX_SMARTSTACK_POST, "/api/v1/tasks/bulk", "/api/v1/tasks/bulk");
    is_int(m.nvalues, 0, "a literal wins");

    is_int(match_bytes(NGX_SMARTSTACK_GET, "/api/v1/tasks/bulk", 18), NGX_OK,
           "also with another method");
    ok(m.operation == NULL, "which is not allowed");
    is_int(m.allow, NGX_SMARTSTACK_POST, "methods of the literal");

    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks/bulk/versions",
          "/api/v1/tasks/{task_id}/versions");
    is_str(&m.values[0], "bulk", "a literal that leads nowhere does not");

    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks/7/versions/diff",
          "/api/v1/tasks/{task_id}/versions/diff");
    is_int(m.nvalues, 1, "one value");

    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks/7/versions/12",
          "/api/v1/tasks/{task_id}/versions/{rev}");
    is_int(m.nvalues, 2, "two values");
    is_str(&m.values[0], "7", "first");
    is_str(&m.values[1], "12", "second");

    is_int(match_bytes(0, "/api/v1/tasks", 13), NGX_OK, "unknown method");
    ok(m.operation == NULL, "is not allowed");

    finds(NGX_SMARTSTACK_GET, "/api/v1/t%61sks/%C3%a4%20b;c",
          "/api/v1/tasks/{task_id}");
    is_str(&m.values[0], "\xc3\xa4 b;c", "segments are decoded");
    finds(NGX_SMARTSTACK_GET, "/api/v1/tasks/%2541+",
          "/api/v1/tasks/{task_id}");
    is_str(&m.values[0], "%41+", "once");

    /* C22 */

    misses("");
    misses("/");
    misses("api/v1/tasks");
    misses("/api");
    misses("/api/v1");
    misses("/api/v1/tasks/");
    misses("/api/v1//tasks");
    misses("//api/v1/tasks");
    misses("/api/v1/tasks/7/");
    misses("/api/v1/tasks/7/other");
    misses("/api/v1/Tasks");
    misses("/api/v1/tasks;x");
    misses("/API/v1/tasks");
    misses("/api/v1/./tasks");
    misses("/api/v1/x/../tasks");
    misses("/api/v1/tasks/.");
    misses("/api/v1/tasks/..");
    misses("/api/v1/tasks/%2e");
    misses("/api/v1/tasks/%2E%2e");
    misses("/api/v1/tasks/.%2e");
    misses("/api/v1/tasks/7%2fversions");
    misses("/api/v1/tasks%2f7");
    misses("/api/v1/tasks/a%2Fb");
    misses("/api/v1/tasks/%00");
    misses("/api/v1/tasks/a%00b");
    misses("/api/v1/tasks/%");
    misses("/api/v1/tasks/%4");
    misses("/api/v1/tasks/%zz");
    misses("/api/v1/tasks/%ff");
    misses("/api/v1/tasks/%c0%af");
    misses("/api/v1/tasks/%ed%a0%80");
    misses("/api/v1/tasks/\xff");

    is_int(match_bytes(NGX_SMARTSTACK_GET, "/api/v1/tasks/a\0b", 17),
           NGX_DECLINED, "a NUL byte");

    for (i = 0; i < sizeof(path) - 1; i += 2) {
        path[i] = '/';
        path[i + 1] = 'a';
    }

    is_int(match_bytes(NGX_SMARTSTACK_GET, path, 254), NGX_DECLINED,
           "many segments");
}
