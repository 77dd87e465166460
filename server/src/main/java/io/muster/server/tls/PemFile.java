package io.muster.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muster.server.disk.ExternalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files. Failures name the file, what was found and what was expected, and never show what is in a key. */
final class PemFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemFile() {}

    /** One certificate or more, in the order of the file. */
    static List<X509Certificate> certificates(Path path) throws IOException {
        byte[] bytes = new ExternalFile(path).read(MAX_BYTES);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException(path + ": found no certificate, expected one or more (BEGIN CERTIFICATE)");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException(
                    path + ": found no certificate that can be read, expected PEM (BEGIN CERTIFICATE): "
                            + e.getMessage(),
                    e);
        }
    }

    /** The key that is said to belong to {@code certificate}. */
    static PrivateKey privateKey(Path path, X509Certificate certificate) throws IOException {
        String text = new String(new ExternalFile(path).read(MAX_BYTES), US_ASCII);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            Matcher other = BEGIN.matcher(text);
            throw new IOException(path + ": found " + (other.find() ? "BEGIN " + other.group(1) : "no key")
                    + ", expected BEGIN PRIVATE KEY (PKCS #8, not encrypted; openssl pkcs8 -topk8 -nocrypt makes it)");
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    path + ": found a key that can't be read as " + algorithm + ", expected that of the certificate");
        }
    }
}
