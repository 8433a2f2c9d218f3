using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Portal.Fleet.Secrets;

namespace Portal.Web.Security;

/// <summary>Opens what <see cref="SealedXmlEncryptor"/> sealed. Made by the framework, by its name in the key's file.</summary>
public sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<SecretBox>().OpenText(SealedXmlEncryptor.Place, encryptedElement.Value) is { } text
            ? XElement.Parse(text)
            : throw new CryptographicException("The key ring's key is sealed under another key than Portal:Secrets:KeyFile holds.");
}
