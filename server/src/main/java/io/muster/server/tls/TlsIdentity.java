package io.muster.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** The server's certificate with the key that belongs to it. */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {1, 2, 3};

    /** Reads both. Throws where one can't be read, or where they do not belong together. */
    static TlsIdentity read(TlsOptions options) throws IOException {
        List<X509Certificate> chain = PemFile.certificates(options.certificate());
        PrivateKey key = PemFile.privateKey(options.privateKey(), chain.getFirst());
        if (!belongTogether(key, chain.getFirst().getPublicKey())) {
            throw new IOException(options.privateKey() + ": found another key than that of the certificate in "
                    + options.certificate() + ", expected that one");
        }
        return new TlsIdentity(key, chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Whether what one signs the other confirms. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws IOException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            signing.initVerify(certified);
            signing.update(PROBE);
            return signing.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
