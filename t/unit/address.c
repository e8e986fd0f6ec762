
/* Of the internet, or not: each network of the list, its ends and beyond. */


#include "tap.h"
#include <arpa/inet.h>
#include <ngx_smartstack_address.h>


static struct sockaddr *
address(const char *text)
{
    static struct sockaddr_in   sin;
    static struct sockaddr_in6  sin6;

    if (inet_pton(AF_INET, text, &sin.sin_addr) == 1) {
        sin.sin_family = AF_INET;
        return (struct sockaddr *) &sin;
    }

    if (inet_pton(AF_INET6, text, &sin6.sin6_addr) != 1) {
        ok(0, "\"%s\" is no address", text);
    }

    sin6.sin6_family = AF_INET6;

    return (struct sockaddr *) &sin6;
}


TAP_MAIN
{
    ngx_uint_t       i;
    struct sockaddr  other;

    static const char  *public[] = {
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "93.184.215.14",
        "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255",
        "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
        "203.0.114.0", "223.255.255.255",
        "2000::1", "2001:200::1", "2606:4700::1111", "3fff:ffff::1",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"
    };

    static const char  *inner[] = {
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
        "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0",
        "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.0.2.1",
        "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0",
        "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "1::1", "1fff:ffff::1", "4000::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
        "2001:db8::1", "2001::1", "::127.0.0.1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::1",
        "2002:a9fe:a9fe::1", "2002:c0a8:101::1"
    };

    static const char  *loopback[] = { "127.0.0.1", "127.255.0.1", "::1" };

    static const char  *elsewhere[] = {
        "126.255.255.255", "128.0.0.1", "10.0.0.1", "0.0.0.0", "::", "::2",
        "::ffff:127.0.0.1", "fe80::1"
    };

    for (i = 0; i < sizeof(public) / sizeof(public[0]); i++) {
        ok(ngx_smartstack_address_public(address(public[i])),
           "C70: %s is of the internet", public[i]);
    }

    for (i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
        ok(!ngx_smartstack_address_public(address(inner[i])),
           "C70: %s is not", inner[i]);
    }

    for (i = 0; i < sizeof(loopback) / sizeof(loopback[0]); i++) {
        ok(ngx_smartstack_address_loopback(address(loopback[i])),
           "%s is this machine", loopback[i]);
    }

    for (i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
        ok(!ngx_smartstack_address_loopback(address(elsewhere[i])),
           "%s is not", elsewhere[i]);
    }

    ngx_memzero(&other, sizeof(struct sockaddr));
    other.sa_family = AF_UNIX;

    ok(!ngx_smartstack_address_public(&other)
       && !ngx_smartstack_address_loopback(&other),
       "a socket of the file system is neither");
}
