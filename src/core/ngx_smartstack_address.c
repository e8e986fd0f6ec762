
#include <ngx_smartstack_address.h>


typedef struct {
    uint32_t  network;
    uint32_t  bits;
} ngx_smartstack_network_t;


/* Of IANA's registry of special addresses, all that are not global. */

static ngx_smartstack_network_t  ngx_smartstack_networks[] = {
    { 0x00000000, 8 },      /* 0.0.0.0, this network */
    { 0x0a000000, 8 },      /* 10.0.0.0, private */
    { 0x64400000, 10 },     /* 100.64.0.0, shared */
    { 0x7f000000, 8 },      /* 127.0.0.0, loopback */
    { 0xa9fe0000, 16 },     /* 169.254.0.0, link-local: also a cloud's keys */
    { 0xac100000, 12 },     /* 172.16.0.0, private */
    { 0xc0000000, 24 },     /* 192.0.0.0, protocols */
    { 0xc0000200, 24 },     /* 192.0.2.0, examples */
    { 0xc0586300, 24 },     /* 192.88.99.0, relays of 6to4 */
    { 0xc0a80000, 16 },     /* 192.168.0.0, private */
    { 0xc6120000, 15 },     /* 198.18.0.0, measurements */
    { 0xc6336400, 24 },     /* 198.51.100.0, examples */
    { 0xcb007100, 24 },     /* 203.0.113.0, examples */
    { 0xe0000000, 3 },      /* 224.0.0.0 on, multicast and reserved */
    { 0, 0 }
};


static ngx_uint_t ngx_smartstack_address_public4(uint32_t address);
static uint32_t ngx_smartstack_address_inner(const u_char *p);


ngx_uint_t
ngx_smartstack_address_public(struct sockaddr *sa)
{
    const u_char         *p;
    struct sockaddr_in   *sin;
    struct sockaddr_in6  *sin6;

    if (sa->sa_family == AF_INET) {
        sin = (struct sockaddr_in *) sa;
        return ngx_smartstack_address_public4(ntohl(sin->sin_addr.s_addr));
    }

    if (sa->sa_family != AF_INET6) {
        return 0;
    }

    sin6 = (struct sockaddr_in6 *) sa;
    p = sin6->sin6_addr.s6_addr;

    if (IN6_IS_ADDR_V4MAPPED(&sin6->sin6_addr)
        || ngx_memcmp(p, "\0\144\377\233\0\0\0\0\0\0\0\0", 12) == 0)
    {
        /* ::ffff:a.b.c.d, 64:ff9b::a.b.c.d */
        return ngx_smartstack_address_public4(
                                        ngx_smartstack_address_inner(p + 12));
    }

    if (p[0] == 0x20 && p[1] == 0x02) {
        /* 2002:aabb:ccdd::, 6to4 */
        return ngx_smartstack_address_public4(
                                        ngx_smartstack_address_inner(p + 2));
    }

    /* 2000::/3 is what is global, but for examples and Teredo */

    return (p[0] & 0xe0) == 0x20
           && ngx_memcmp(p, "\040\001\015\270", 4) != 0
           && ngx_memcmp(p, "\040\001\0\0", 4) != 0;
}


ngx_uint_t
ngx_smartstack_address_loopback(struct sockaddr *sa)
{
    struct sockaddr_in   *sin;
    struct sockaddr_in6  *sin6;

    if (sa->sa_family == AF_INET) {
        sin = (struct sockaddr_in *) sa;
        return ntohl(sin->sin_addr.s_addr) >> 24 == 127;
    }

    if (sa->sa_family != AF_INET6) {
        return 0;
    }

    sin6 = (struct sockaddr_in6 *) sa;

    return IN6_IS_ADDR_LOOPBACK(&sin6->sin6_addr);
}


static ngx_uint_t
ngx_smartstack_address_public4(uint32_t address)
{
    ngx_smartstack_network_t  *network;

    for (network = ngx_smartstack_networks; network->bits; network++) {
        if ((address ^ network->network) >> (32 - network->bits) == 0) {
            return 0;
        }
    }

    return 1;
}


static uint32_t
ngx_smartstack_address_inner(const u_char *p)
{
    return (uint32_t) p[0] << 24 | (uint32_t) p[1] << 16
           | (uint32_t) p[2] << 8 | p[3];
}
