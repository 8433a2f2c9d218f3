using System.Xml.Linq;
using Portal.Fleet.Secrets;

namespace Portal.Web.Security;

/// <summary>The files of Data Protection's keys: none holds a key in the clear, also those of earlier versions of the portal, and a change of the portal's key finds them.</summary>
internal sealed class KeyRingFiles(PortalOptions options, SecretBox box) : ISealedStore
{
    public const string Sealed = "sealed";

    private static readonly XNamespace s_dataProtection = "http://schemas.asp.net/2015/03/dataProtection";

    private readonly SealedXmlEncryptor _encryptor = new(box);

    public string Name => "sign-in keys";

    public static string DirectoryOf(PortalOptions options) => Path.Combine(options.DataDirectory, "keys");

    public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<string, int>>(
        Read().SelectMany(file => file.Document.Descendants(Sealed)).GroupBy(element => SecretBox.KeyIdOf(element.Value)).ToDictionary(group => group.Key, group => group.Count()));

    public Task<int> RewrapAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var (path, document) in Read())
        {
            ct.ThrowIfCancellationRequested();
            var before = count;
            foreach (var element in document.Descendants(Sealed).Where(element => !box.IsCurrent(element.Value)))
            {
                if (box.RewrapText(SealedXmlEncryptor.Place, element.Value) is not { } again)
                    continue;
                element.Value = again;
                count++;
            }

            if (count > before)
                Write(path, document);
        }

        return Task.FromResult(count);
    }

    /// <summary>Seals what lies there in the clear.</summary>
    public void SealPlain()
    {
        foreach (var (path, document) in Read())
        {
            var plain = document.Descendants().Where(element => (bool?)element.Attribute(s_dataProtection + "requiresEncryption") == true).ToList();
            foreach (var element in plain)
            {
                var info = _encryptor.Encrypt(new XElement(element));
                element.ReplaceWith(new XElement(s_dataProtection + "encryptedSecret", new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement));
            }

            if (plain.Count > 0)
                Write(path, document);
        }
    }

    private static void Write(string path, XDocument document)
    {
        var whole = $"{path}.{Guid.NewGuid():N}.new";
        document.Save(whole);
        File.Move(whole, path, overwrite: true);
    }

    private IEnumerable<(string Path, XDocument Document)> Read()
    {
        var directory = DirectoryOf(options);
        return Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.xml").Select(path => (path, XDocument.Load(path))) : [];
    }
}
