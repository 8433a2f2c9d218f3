using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Portal.Fleet.Secrets;

namespace Portal.Web.Security;

/// <summary>Wraps the keys of Data Protection (cookies, form tokens, one-time links) by the portal's own key, which lies outside of the data directory's backup where that was configured.</summary>
internal sealed class SealedXmlEncryptor(SecretBox box) : IXmlEncryptor
{
    public static readonly SealedPlace Place = new("DataProtection", "ring", "key");

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(KeyRingFiles.Sealed, box.SealText(Place, plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(SealedXmlDecryptor));
}
