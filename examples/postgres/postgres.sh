#!/bin/sh
# A PostgreSQL server on a Docker node: adds the node, pulls the image, creates the container, starts it, and
# says how to connect. From the environment:
#
#   POSTGRES_PASSWORD   the password of the database's administrator; required
#   NODE                address of the Docker Engine: unix:///var/run/docker.sock, tcp://host:port, https://host:port
#   IMAGE               postgres:latest
#   COOPTO              coopto, or where that program is
set -eu
: "${POSTGRES_PASSWORD:?is to be the password of the database}"
node=${NODE:-unix:///var/run/docker.sock}
image=${IMAGE:-postgres:latest}
coopto=${COOPTO:-coopto}

# Everybody on the machine sees the arguments of a program, and only its owner the environment.
SETTING=POSTGRES_PASSWORD=$POSTGRES_PASSWORD
export SETTING

"$coopto" run "Configuration/Add Docker Node" --set displayName=postgres-node --set hostname="$node"
"$coopto" run "Images/Pull Image" --set node=postgres-node --set reference="$image"
"$coopto" run "Containers/Create Container" --set image="postgres-node/$image" --set name=db --set-env env=SETTING
"$coopto" run "Containers/Start Container" --set container=postgres-node/db
"$coopto" run "Containers/Get Connection" --set container=postgres-node/db --set port=5432

cat <<END

To remove it again, with its data:
  $coopto run "Containers/Remove Container" --set container=postgres-node/db --set force=true --set removeVolumes=true
  $coopto run "Configuration/Remove Docker Node" --set node=postgres-node
END
