package io.grammage.gateway.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;

/**
 * What the gateway proves with who it is: a chain of certificates, its own first, and the private key that belongs to it.
 * Immutable.
 */
public final class TlsIdentity {
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final String PKCS8 = "PRIVATE KEY";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads certificates in PEM.
     *
     * @throws IllegalArgumentException when the text holds none; the message says what is expected
     */
    static List<X509Certificate> chain(String pem) {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificates in PEM, the server's own first", e);
        }
        throw new IllegalArgumentException("certificates in PEM, the server's own first");
    }

    /**
     * Joins a chain with the private key in a PEM text.
     *
     * @throws IllegalArgumentException when the key cannot be read, or is not that of the first certificate; the message
     *     says what is expected, and nothing of the key
     */
    static TlsIdentity of(List<X509Certificate> chain, String keyPem) {
        PublicKey certified = chain.getFirst().getPublicKey();
        PrivateKey key = key(keyPem, certified.getAlgorithm());
        if (!belong(certified, key)) {
            throw new IllegalArgumentException("the private key of the certificate");
        }
        return new TlsIdentity(chain, key);
    }

    private static PrivateKey key(String pem, String algorithm) {
        Matcher block = KEY_BLOCK.matcher(pem);
        if (!block.find() || !block.group(1).equals(PKCS8)) {
            throw new IllegalArgumentException(
                    "a private key without passphrase in PKCS #8, which begins with -----BEGIN " + PKCS8
                            + "-----; openssl pkcs8 -topk8 -nodes makes one of others");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("the private key of the certificate, which is of type " + algorithm, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of a type that this Java knows, such as RSA or EC", e);
        }
    }

    /** Whether what the one signs the other confirms. */
    private static boolean belong(PublicKey certified, PrivateKey key) {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> throw new IllegalArgumentException("a key of type RSA, EC or Ed25519");
        };
        try {
            byte[] sample = "Grammage".getBytes(US_ASCII);
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(sample);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(sample);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            // Two of a kind may still differ in what makes a signature impossible to verify, such as the curve.
            return false;
        }
    }

    /** The same for a server. */
    KeyCertOptions keyCertOptions() {
        try {
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return KeyCertOptions.wrap(factory);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key and a certificate that belong together make a key store", e);
        }
    }

    /** Whose certificate it is and until when, for the log. */
    String description() {
        X509Certificate own = chain.getFirst();
        return "the certificate of " + own.getSubjectX500Principal().getName() + ", valid until "
                + own.getNotAfter().toInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsIdentity identity && identity.chain.equals(chain) && identity.key.equals(key);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }

    @Override
    public String toString() {
        return description();
    }
}
