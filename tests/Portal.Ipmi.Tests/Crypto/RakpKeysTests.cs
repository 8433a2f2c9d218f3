using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Tests.Crypto;

public sealed class RakpKeysTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Codes_OfACapturedLogin_AreThoseThatBothEndsAgreedOn(int suite)
    {
        var capture = Capture.Of(suite);
        using var password = SecretBytes.FromText(capture.Password);
        var code = new byte[capture.Suite.DigestBytes];

        RakpKeys.Rakp2Code(capture.Suite, password, capture.Transcript, code);
        Assert.Equal(capture.Rakp2Code, code);

        RakpKeys.Rakp3Code(capture.Suite, password, capture.Transcript, code);
        Assert.Equal(capture.Rakp3Code, code);

        using var keys = RakpKeys.Derive(capture.Suite, password, null, capture.Transcript);
        keys.Rakp4Check(capture.Transcript, code);
        Assert.Equal(capture.Rakp4Check, code[..capture.Suite.CheckBytes]);
        Assert.Equal(capture.K1, keys.K1.ToArray());
        Assert.Equal(capture.K2[..16], keys.AesKey.ToArray());
    }

    [Fact]
    public void Derive_KgThatBeginsWithZero_IsUsed()
    {
        var capture = Capture.Suite3;
        using var password = SecretBytes.FromText(capture.Password);
        using var kg = new SecretBytes([0, .. new byte[18], 1]);

        using var keys = RakpKeys.Derive(capture.Suite, password, kg, capture.Transcript);

        Assert.NotEqual(capture.K1, keys.K1.ToArray());
    }

    [Fact]
    public void Dispose_Always_ZeroesTheKeys()
    {
        var keys = Capture.Suite17.Keys;

        keys.Dispose();

        Assert.Equal(new byte[32], keys.K1.ToArray());
        Assert.Equal(new byte[16], keys.AesKey.ToArray());
    }
}
