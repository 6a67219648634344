package dev.encryptedkinesis.operator.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AddressRangeTest {

    @Property
    void readsWhatTheJdkWrites(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(AddressRange.parse(address.getHostAddress()))
                .contains(new AddressRange(
                        new BigInteger(1, address.getAddress()),
                        8 * address.getAddress().length,
                        8 * address.getAddress().length));
    }

    @Property
    void readsIpv4(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        assertThat(AddressRange.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                .contains(new AddressRange(new BigInteger(1, bytes), 32, 32));
    }

    @Property
    void readsAnythingElseAsNothingWithoutFailing(@ForAll String text) {
        assertThat(AddressRange.parse("x" + text)).isEmpty();
        AddressRange.parse(":" + text);
        AddressRange.parse("1." + text);
    }
}
