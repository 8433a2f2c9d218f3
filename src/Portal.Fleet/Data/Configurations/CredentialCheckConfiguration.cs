using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Credentials;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class CredentialCheckConfiguration : IEntityTypeConfiguration<CredentialCheck>
{
    public void Configure(EntityTypeBuilder<CredentialCheck> builder)
    {
        builder.ToTable("CredentialChecks");
        builder.HasKey(row => row.ServerId);
        builder.HasOne<Server>().WithOne().HasForeignKey<CredentialCheck>(row => row.ServerId).OnDelete(DeleteBehavior.Cascade);
    }
}
